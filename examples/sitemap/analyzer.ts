import { z } from 'zod';
import { PermanentError, Refusal, TransientError } from '../../lib/core/errors.ts';
import type { Database } from '../../lib/db/client.ts';
import { defineAnalyzer, type StepContext, type StepToRun } from '../../lib/engine/analyzer.ts';
import { readPage, readSitemap } from './markup.ts';
import { type PageRecord, reportOn, writePages } from './pages.ts';
import { answerOf, mayAsk, type Reach } from './site.ts';

const STAGES = { sitemaps: 0, pages: 1, report: 2 } as const;
const SITEMAP = { timeoutMs: 10_000, maxBytes: 5_000_000 };
const PAGE = { timeoutMs: 5_000, maxBytes: 2_000_000 };
const LINK = { timeoutMs: 2_000, maxBytes: 100_000 };
const MOST = { sitemaps: 20, links: 20, linksAtOnce: 5 };

const sitemapInput = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'url is the http(s) address of a sitemap.' }).max(1_000),
  max_pages: z.int().min(1).max(500).default(100),
});

/** How many pages a sitemap may bring, and whether an index has named it. */
const shareSchema = z.object({ most: z.int(), named: z.boolean() });

export type World = Reach & { db: Database };
/** `reasons` against links, empty where they lead somewhere: what a slice knows of one holds for all its pages. */
type Job = World & { reasons: Map<string, string> };

/** A retry that asks for a page again makes the report again, since its stage is behind that of the pages. */
const REPORT = { stage: STAGES.report, key: 'report' };

/** Plans a step for each page that a sitemap lists of its own host, and for each sitemap that an index lists. */
async function readOne(job: Job, { key, input }: StepToRun, { signal }: StepContext) {
  const share = shareSchema.parse(input);
  const at = new URL(key);
  const { status, text } = await answerOf(at, job, { signal, ...SITEMAP });
  if (status !== 200) throw new PermanentError('no_sitemap', `${key} answered with status ${status}.`);
  const mine = (url: string) => new URL(url).host === at.host && mayAsk(new URL(url), job.allowLocal);
  const { pages, sitemaps } = readSitemap(text);
  const ofIndex = share.named ? [] : sitemaps.filter(mine).slice(0, Math.min(MOST.sitemaps, share.most));
  const ofPages = pages.filter(mine).slice(0, share.most);
  if (ofIndex.length + ofPages.length === 0) throw new PermanentError('no_pages', `${key} lists no pages.`);
  const each = { most: Math.floor(share.most / ofIndex.length), named: true };
  const further = [
    ...ofIndex.map((url) => ({ stage: STAGES.sitemaps, key: url, input: each })),
    ...ofPages.map((url) => ({ stage: STAGES.pages, key: url })),
    REPORT,
  ];
  return { record: null, further };
}

/** Why a link leads nowhere; empty where it leads somewhere, or where its site does not tell programs. */
async function reasonAgainst(link: URL, job: Job, signal: AbortSignal): Promise<string> {
  try {
    const { status } = await answerOf(link, job, { signal, ...LINK });
    return status === 404 || status === 410 ? `status ${status}` : '';
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return error instanceof TransientError && error.code === 'no_answer' ? 'no answer' : '';
  }
}

async function brokenAmong(links: URL[], job: Job, signal: AbortSignal): Promise<PageRecord['broken_links']> {
  const queue = links.filter(({ href }) => !job.reasons.has(href)).values();
  const work = async () => {
    for (const link of queue) job.reasons.set(link.href, await reasonAgainst(link, job, signal));
  };
  await Promise.all(Array.from({ length: MOST.linksAtOnce }, work));
  const known = links.map(({ href: url }) => ({ url, reason: job.reasons.get(url) ?? '' }));
  return known.filter(({ reason }) => reason !== '');
}

async function checkPage(job: Job, { key }: StepToRun, { signal }: StepContext) {
  const at = new URL(key);
  const { status, text, headers } = await answerOf(at, job, { signal, ...PAGE });
  const isPage = status === 200 && /html/i.test(headers.get('content-type') ?? '');
  const { title, links } = isPage ? readPage(text, at) : { title: null, links: [] };
  const tried = links.filter((link) => mayAsk(link, job.allowLocal)).slice(0, MOST.links);
  const broken_links = await brokenAmong(tried, job, signal);
  return { record: { status, title, links: links.length, broken_links }, further: [REPORT] };
}

function stagesOf(job: Job) {
  const single = { concurrency: 1, timeoutMs: 20_000, provider: null, write: () => [] };
  const pages = {
    concurrency: 5,
    timeoutMs: 15_000,
    provider: 'sitemap',
    write: writePages,
    standsAlone: true,
  };
  const report = async (_: StepToRun, { jobId }: StepContext) => {
    return { output: await reportOn(job.db, jobId), record: null };
  };
  return [
    { ...single, name: 'sitemaps', share: 0.1, run: readOne.bind(null, job) },
    { ...pages, name: 'pages', share: 0.85, run: checkPage.bind(null, job) },
    { ...single, name: 'report', share: 0.05, run: report },
  ];
}

/** A sitemap → a step for each page → a report. */
export function createSitemapAnalyzer(world: World) {
  return defineAnalyzer({
    kind: 'sitemap',
    version: 1,
    deadlineSeconds: 3_600,
    disclaimer: null,
    input: sitemapInput,
    check: ({ url }) => {
      if (mayAsk(new URL(url), world.allowLocal)) return;
      const message = `${url} is not asked: give a public address, on its usual port.`;
      throw new Refusal('invalid_input', message, { faults: [{ path: 'url', code: 'not_public', message }] });
    },
    open: ({ url: key, max_pages: most }) => ({
      stages: stagesOf({ ...world, reasons: new Map() }),
      plan: () => [{ stage: STAGES.sitemaps, key, input: { most, named: false } }],
    }),
  });
}
