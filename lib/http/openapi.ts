import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { chunksRoute } from '../documents/http/chunks.ts';
import { getPageRoute, listPagesRoute } from '../documents/http/pages.ts';
import { PROCESS_ROUTES } from '../documents/http/process-routes.ts';
import { retryChunksRoute } from '../documents/http/retry-chunks.ts';
import { DOCUMENT_ROUTES } from '../documents/http/routes.ts';
import { PROFILE_ROUTES } from '../profiles/http/routes.ts';
import { analyzeAllRoute } from '../stocks/http/analyze-all.ts';
import { historyOfTickerRoute, historyRoute } from '../stocks/http/history.ts';
import { latestRoute } from '../stocks/http/latest.ts';
import { progressOfStocksRoute, progressRoute } from '../stocks/http/progress.ts';
import { allStocksRoute, universeRoute } from '../stocks/http/universe.ts';
import { WATCHLIST_ROUTES } from '../stocks/http/watchlist/routes.ts';
import type { HttpContext } from './context.ts';
import { healthRoute } from './health.ts';
import { cancelJobRoute, removeJobRoute, retryJobRoute } from './jobs/actions.ts';
import { createJobRoute } from './jobs/create.ts';
import { getJobRoute, listJobsRoute } from './jobs/read.ts';
import { resultRoute } from './jobs/result.ts';
import { listStepsRoute } from './jobs/steps.ts';
import { redeliverWebhookRoute } from './jobs/webhook.ts';
import { commonProblems } from './problems.ts';
import { BASES } from './router.ts';

export const openApiRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  summary: 'This document',
  responses: {
    200: {
      description: 'OpenAPI 3.1.',
      content: { 'application/json': { schema: z.looseObject({ openapi: z.string() }) } },
    },
    ...commonProblems,
  },
});

const ROUTES = [
  createJobRoute,
  listJobsRoute,
  getJobRoute,
  listStepsRoute,
  resultRoute,
  cancelJobRoute,
  retryJobRoute,
  redeliverWebhookRoute,
  removeJobRoute,
  listPagesRoute,
  getPageRoute,
  chunksRoute,
  retryChunksRoute,
  ...PROCESS_ROUTES,
  analyzeAllRoute,
  progressRoute,
  progressOfStocksRoute,
  historyRoute,
  historyOfTickerRoute,
  latestRoute,
  universeRoute,
  allStocksRoute,
  ...WATCHLIST_ROUTES,
  ...PROFILE_ROUTES,
  ...DOCUMENT_ROUTES,
  healthRoute,
  openApiRoute,
];

/** Every path that is served, under every base, with its parameters in braces. */
export const API_PATHS: readonly string[] = BASES.flatMap((base) =>
  [...new Set(ROUTES.map((route) => route.path))].map((path) => base + path),
);

/** The routes of all functions in one document, each under every base. */
export function openApiDocument({ version }: Pick<HttpContext, 'version'>) {
  const { openAPIRegistry: registry, getOpenAPI31Document: write } = new OpenAPIHono();
  for (const base of BASES) {
    for (const route of ROUTES) registry.registerPath({ ...route, path: base + route.path });
  }
  registry.registerComponent('securitySchemes', 'api_key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'uk_…',
    description: 'Not needed on this machine while no keys are configured.',
  });
  return write({
    openapi: '3.1.0',
    info: {
      title: 'Unstuck',
      version,
      description:
        'Analysis jobs that always finish. Every path is to be found under /api/v1 and under /api. Results are not advice.',
    },
    security: [{ api_key: [] }],
  });
}
