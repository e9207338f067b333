import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import { DESCRIPTION, LICENSE, TAGS } from './about.ts';
import type { HttpContext } from './context.ts';
import { DOCUMENT_ROUTES } from './documents.ts';
import { healthRoute } from './health.ts';
import { cancelJobRoute, removeJobRoute, retryJobRoute } from './jobs/actions.ts';
import { createJobRoute } from './jobs/create.ts';
import { getJobRoute, listJobsRoute } from './jobs/read.ts';
import { resultRoute } from './jobs/result.ts';
import { listStepsRoute } from './jobs/steps.ts';
import { redeliverWebhookRoute } from './jobs/webhook.ts';
import { answersJson } from './media.ts';
import { chunksRoute } from './pdf/chunks.ts';
import { getPageRoute, listPagesRoute } from './pdf/pages.ts';
import { PROCESS_ROUTES } from './pdf/process-routes.ts';
import { retryChunksRoute } from './pdf/retry-chunks.ts';
import { commonProblems } from './problems.ts';
import { PROFILE_ROUTES } from './profiles.ts';
import { BASES } from './router.ts';
import { withSharedComponents } from './shared-components.ts';
import { analyzeAllRoute } from './stocks/analyze-all.ts';
import { historyOfTickerRoute, historyRoute } from './stocks/history.ts';
import { latestRoute } from './stocks/latest.ts';
import { progressOfStocksRoute, progressRoute } from './stocks/progress.ts';
import { allStocksRoute, universeRoute } from './stocks/universe.ts';
import { WATCHLIST_ROUTES } from './watchlist.ts';

export const openApiRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'system.getOpenApi',
  tags: ['system'],
  summary: 'This document',
  description: 'Written from the same schemas that check requests.',
  responses: {
    200: {
      description: 'OpenAPI 3.1.',
      content: answersJson(z.looseObject({ openapi: z.string() }), { openapi: '3.1.0' }),
    },
    ...commonProblems,
  },
});

const ROUTES: readonly RouteConfig[] = [
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

/** Where a route is another path of an operation: the path of that operation. */
const canonicalPath = (route: RouteConfig): string => {
  const operation: unknown = route['x-alias-of'];
  return typeof operation === 'string' ? operation : route.path;
};

const [CANONICAL] = BASES;

/** Every path that is served, with its parameters in braces, and the one that stands in the document for it. */
const CANONICAL_OF: ReadonlyMap<string, string> = new Map(
  BASES.flatMap((base) =>
    ROUTES.map((route) => [base + route.path, CANONICAL + canonicalPath(route)] as const),
  ),
);

export const API_PATHS: readonly string[] = [...CANONICAL_OF.keys()];

/** Each operation once, in the order of the routes; other paths are listed in `x-aliases`. */
export function openApiDocument({ version, appUrl }: Pick<HttpContext, 'version' | 'appUrl'>) {
  const { openAPIRegistry: registry, getOpenAPI31Document: write } = new OpenAPIHono();
  for (const route of ROUTES) {
    if (canonicalPath(route) === route.path)
      registry.registerPath({ ...route, path: CANONICAL + route.path });
  }
  registry.registerComponent('securitySchemes', 'api_key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'uk_…',
    description: 'Not needed on this machine while no keys are configured.',
  });
  const document = write({
    openapi: '3.1.0',
    info: {
      title: 'Unstuck',
      version,
      description: DESCRIPTION,
      license: LICENSE,
      contact: { name: 'Whoever runs this deployment', url: appUrl },
    },
    servers: [{ url: appUrl, description: 'This deployment.' }],
    tags: TAGS,
    security: [{ api_key: [] }],
  });
  const aliases = [...CANONICAL_OF].filter(([path, canonical]) => path !== canonical);
  return { ...withSharedComponents(document), 'x-aliases': Object.fromEntries(aliases) };
}
