import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { HttpContext } from './context.ts';
import { DOCUMENT_ROUTES } from './documents.ts';
import { healthRoute } from './health.ts';
import { cancelJobRoute, removeJobRoute, retryJobRoute } from './jobs/actions.ts';
import { createJobRoute } from './jobs/create.ts';
import { getJobRoute, listJobsRoute } from './jobs/read.ts';
import { resultRoute } from './jobs/result.ts';
import { listStepsRoute } from './jobs/steps.ts';
import { redeliverWebhookRoute } from './jobs/webhook.ts';
import { chunksRoute } from './pdf/chunks.ts';
import { getPageRoute, listPagesRoute } from './pdf/pages.ts';
import { PROCESS_ROUTES } from './pdf/process-routes.ts';
import { retryChunksRoute } from './pdf/retry-chunks.ts';
import { commonProblems } from './problems.ts';
import { PROFILE_ROUTES } from './profiles.ts';
import { BASES } from './router.ts';
import { analyzeAllRoute } from './stocks/analyze-all.ts';
import { historyOfTickerRoute, historyRoute } from './stocks/history.ts';
import { latestRoute } from './stocks/latest.ts';
import { progressOfStocksRoute, progressRoute } from './stocks/progress.ts';
import { allStocksRoute, universeRoute } from './stocks/universe.ts';
import { WATCHLIST_ROUTES } from './watchlist.ts';

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
