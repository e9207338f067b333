import { z } from 'zod';
import { Bm25 } from '../../text/bm25.ts';
import { chunkShape } from '../answers/document.ts';
import { shortText } from '../answers/shortened.ts';
import { stockAnswer, stockText } from '../answers/stocks.ts';
import type { Api } from '../api.ts';
import { nothing, postsOf, stocksOf } from '../found.ts';
import { type JobShape, jobAnswer, jobShape, pathOf, readJob } from '../job.ts';
import { type Answer, jobIdSchema, type Tool, tool } from '../tool.ts';

const MOST_TEXT = 1_200;
const rounded = (score: number): number => Number(score.toFixed(3));

async function inDocument(api: Api, { id }: JobShape, query: string, limit: number): Promise<Answer[]> {
  const ranking = new Bm25<z.output<typeof chunkShape>>(query);
  for await (const chunk of api.lines(chunkShape, `${pathOf(id)}/result`, { format: 'jsonl' }))
    ranking.add(chunk, chunk.text);
  return ranking.best(limit).map(({ item: { page, places, section, text }, score }) => ({
    ...{ page, section, text: shortText(text, MOST_TEXT), places, score: rounded(score) },
  }));
}

async function inProfile(api: Api, job: JobShape, query: string, limit: number): Promise<Answer[]> {
  const ranking = new Bm25<Answer>(query);
  for await (const { id, url, created_at, text } of postsOf(api, job))
    ranking.add({ post_id: id, url, created_at, text: shortText(text, MOST_TEXT) }, text);
  return ranking.best(limit).map(({ item, score }) => ({ ...item, score: rounded(score) }));
}

async function inStocks(api: Api, job: JobShape, query: string, limit: number): Promise<Answer[]> {
  const ranking = new Bm25<Answer>(query);
  for await (const result of stocksOf(api, job)) ranking.add(stockAnswer(result), stockText(result));
  return ranking.best(limit).map(({ item, score }) => ({ ...item, score: rounded(score) }));
}

const listShape = z.object({ data: z.array(jobShape), next_cursor: z.string().nullable() });

/** Jobs that began with a step of this key. */
async function amongJobs(api: Api, query: string, limit: number): Promise<Answer> {
  const { data } = await api.get(listShape, '/jobs', { q: query, limit });
  return { jobs: data.map(jobAnswer) };
}

type Search = (api: Api, job: JobShape, query: string, limit: number) => Promise<Answer[]>;
const SEARCHES: ReadonlyMap<string, Search> = new Map(
  Object.entries({ document: inDocument, profile: inProfile, stocks: inStocks }),
);

export const SEARCH: Tool = tool({
  name: 'search_results',
  title: 'Search results',
  description:
    'With job_id: the passages of a document with page and boxes, the posts of a profile, or the stocks of a job that ' +
    'match the words best. Without: your jobs of a symbol or profile, newest first; a star ends a beginning: TCS*.',
  input: z.strictObject({
    query: z.string().min(1).max(300),
    job_id: jobIdSchema.optional(),
    limit: z.int().min(1).max(10).default(5),
  }),
  readOnly: true,
  run: async (api, { query, job_id, limit }) => {
    if (job_id === undefined) return await amongJobs(api, query, limit);
    const job = await readJob(api, job_id);
    const search = SEARCHES.get(job.kind);
    if (!search) throw nothing(`A job of kind ${job.kind} cannot be searched.`);
    const hits = await search(api, job, query, limit);
    return { job_id: job.id, kind: job.kind, query, hits };
  },
});
