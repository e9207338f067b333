import { Refusal } from '../../lib/core/errors.ts';
import type { Endpoint, HttpContext, Results } from '../../lib/http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  csvOf,
  cursorSchema,
  encodeCursor,
  endpoint,
  jobIdOf,
  jobParams,
  problemResponse,
  wholeNumber,
  z,
} from '../../lib/http/route.ts';
import { query } from '../../lib/jobs/context.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { listOutputs } from '../../lib/jobs/steps.ts';
import { pageSchema, pagesOf, reportSchema } from './pages.ts';

const PAGE = { url: 'https://example.com/', status: 200, title: 'Example', links: 31, broken_links: [] };

export const SITEMAP_RESULTS: Results<z.infer<typeof pageSchema>> = {
  item: pageSchema.openapi('SitemapPage'),
  example: PAGE,
  description: 'Sitemap: CSV, a row a page.',
  page: pagesOf,
  raw: { none: 'include=raw is not offered: of a page only what was found is kept.' },
  forms: {
    csv: csvOf({
      header: ['url', 'status', 'title', 'links', 'broken_links'],
      example: 'url,status,title\r\nhttps://example.com/about,200,About us\r\n',
      page: async (db, jobId, place) => {
        const { items, next } = await pagesOf(db, jobId, place);
        return { items: items.map((p) => [p.url, p.status, p.title, p.links, p.broken_links.length]), next };
      },
    }),
  },
};

const answer = z.object({
  report: reportSchema.nullable().openapi({ description: 'Null until it is made.' }),
  data: z.array(pageSchema),
  next_cursor: z.string().nullable(),
});
const EXAMPLE = { report: { pages: 1 }, data: [PAGE], next_cursor: null };

const pagesRoute = createRoute({
  method: 'get',
  path: '/sitemaps/{id}/pages',
  operationId: 'sitemaps.listPages',
  tags: ['sitemaps'],
  summary: 'The pages that have answered, and the report on them',
  description: 'Also while the job runs.',
  request: {
    params: jobParams,
    query: z.object({ limit: wholeNumber('limit', 200, 50), cursor: cursorSchema(/^\d{1,9}$/) }),
  },
  responses: {
    200: { description: 'In the order of the sitemap.', content: answersJson(answer, EXAMPLE) },
    404: problemResponse('`not_found`, also for a job of another kind'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export const pagesEndpoint = ({ jobs }: HttpContext): Endpoint =>
  endpoint(pagesRoute, async (c) => {
    const { limit, cursor = null } = c.req.valid('query');
    const { id, kind } = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    if (kind !== 'sitemap') throw new Refusal('not_found', `Job ${id} is of kind ${kind}: it has no pages.`);
    const { items, next } = await query(jobs, () => pagesOf(jobs.db, id, { after: cursor, limit }));
    const outputs = await query(jobs, () => listOutputs(jobs.db, id, { after: -1, limit: 1_000 }));
    const report = reportSchema.nullable().parse(outputs.at(-1)?.output ?? null);
    return c.json({ report, data: items, next_cursor: next === null ? null : encodeCursor(next) }, 200);
  });
