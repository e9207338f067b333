import { z } from 'zod';
import { findQuote } from '../../text/quotes.ts';
import { type PageShape, pageShape } from '../answers/document.ts';
import { shortText } from '../answers/shortened.ts';
import { isOf } from '../answers/stocks.ts';
import type { Api } from '../api.ts';
import { missing, nothing, postsOf, stocksOf } from '../found.ts';
import { type JobShape, pathOf, readJob } from '../job.ts';
import { type Answer, jobIdSchema, type Tool, tool } from '../tool.ts';

const input = z.strictObject({
  job_id: jobIdSchema,
  page: z.int().min(1).optional().describe('Of a document, from 1.'),
  quote: z
    .string()
    .max(2_000)
    .optional()
    .describe('Words of the page. Answered with the box and with whether they stand there.'),
  post_id: z.string().max(300).optional().describe('Of a profile, as a finding names it.'),
  symbol: z.string().max(64).optional().describe('Of a stock.'),
  vote: z.string().max(64).optional().describe('Id of a vote of the symbol, as get_result names it.'),
});
type Asked = z.output<typeof input>;

const MOST_TEXT = 2_000;

function quoted({ page, label, paragraphs, text }: PageShape, quote: string): Answer {
  for (const { id, text: own, box } of paragraphs ?? []) {
    const found = findQuote(quote, own);
    if (found) return { page, label, box, paragraph: id, state: found.state, text: found.text };
  }
  const found = findQuote(quote, text);
  if (found) return { page, label, box: null, state: found.state, text: found.text };
  return { page, label, state: 'unverified', why: `Page ${page} does not say this.` };
}

async function ofDocument(api: Api, job: JobShape, { page, quote }: Asked): Promise<Answer> {
  if (page === undefined) throw missing('page', 'page is needed for a document.');
  const stored = await api.get(pageShape, `${pathOf(job.id)}/pages/${page}`);
  if (quote !== undefined) return quoted(stored, quote);
  const { label, kind, text } = stored;
  return { page, label, kind, text: shortText(text, MOST_TEXT) };
}

async function ofProfile(api: Api, job: JobShape, { post_id }: Asked): Promise<Answer> {
  if (post_id === undefined) throw missing('post_id', 'post_id is needed for a profile.');
  for await (const post of postsOf(api, job)) {
    const { id, url, created_at, kind, text } = post;
    if (id === post_id) return { post_id, url, created_at, kind, text: shortText(text, MOST_TEXT) };
  }
  throw nothing(`${job.id} has no post ${post_id}, or its posts are no longer kept.`);
}

async function ofStocks(api: Api, job: JobShape, { symbol, vote }: Asked): Promise<Answer> {
  if (symbol === undefined) throw missing('symbol', 'symbol is needed for stocks.');
  for await (const result of stocksOf(api, job)) {
    if (!isOf(result, symbol)) continue;
    const { ticker, as_of, data_source, provenance, votes } = result;
    const head = { ticker, as_of, data_source, provenance };
    if (vote === undefined)
      return { ...head, votes: votes.map(({ id, vote: cast }) => ({ id, vote: cast })) };
    const found = votes.find(({ id }) => id === vote);
    if (found) return { ...head, vote: found };
    throw nothing(`${ticker} has no vote ${vote}. Its votes are: ${votes.map(({ id }) => id).join(', ')}.`);
  }
  throw nothing(`${job.id} has no result for ${symbol}.`);
}

type Show = (api: Api, job: JobShape, asked: Asked) => Promise<Answer>;
const SHOWS: ReadonlyMap<string, Show> = new Map(
  Object.entries({ document: ofDocument, profile: ofProfile, stocks: ofStocks }),
);

export const CITE: Tool = tool({
  name: 'cite',
  title: 'Show what a statement rests on',
  description:
    'The source of a statement: a quote on a page of a document with its box, and whether the page has it; a post of ' +
    'a profile by its id; a vote of a stock with the numbers and the rule behind it.',
  input,
  readOnly: true,
  run: async (api, asked) => {
    const job = await readJob(api, asked.job_id);
    const show = SHOWS.get(job.kind);
    if (!show) throw nothing(`A job of kind ${job.kind} has no citations.`);
    return { job_id: job.id, kind: job.kind, ...(await show(api, job, asked)) };
  },
});
