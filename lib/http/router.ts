import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { accessCheck } from './auth.ts';
import type { HttpContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import type { HttpEnv } from './env.ts';
import { errorHandler } from './errors.ts';
import { mustBeValid } from './faults.ts';
import { problem } from './problems.ts';
import { requestLog } from './request-log.ts';

type Router = OpenAPIHono<HttpEnv>;

/** Base paths of every route; the first is canonical. */
export const BASES = ['/api/v1', '/api'] as const;

/** Vercel's limit for request bodies. */
const BODY_LIMIT = 4.5 * 1024 * 1024;

/** An empty router whose validation reports every fault. */
function createRoutes(): Router {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => mustBeValid(result),
  });
}

function mount(root: Router, endpoints: readonly Endpoint[]): void {
  const routes = createRoutes();
  for (const { route, handler, hook, aliases = [] } of endpoints) {
    for (const path of [route.path, ...aliases]) {
      routes.openapiRoutes([{ route: { ...route, path }, handler, hook }]);
    }
  }
  for (const base of BASES) root.route(base, routes);
}

/** `/documents/{id}` → `/documents/:id` */
const pattern = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

function limitBodies(root: Router, endpoints: readonly Endpoint[]): void {
  const limit = (...sentences: string[]) =>
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (c) =>
        problem(c, {
          code: 'body_too_large',
          detail: ['A body may be at most 4.5 MB.', ...sentences].join(' '),
        }),
    });
  for (const { route, tooLarge } of endpoints) {
    if (tooLarge === undefined) continue;
    for (const base of BASES) root.use(base + pattern(route.path), limit(tooLarge));
  }
  root.use(limit());
}

/** Serves the endpoints under each base, with request log, access check, body limit and problem responses. */
export function createRouter(context: HttpContext, endpoints: readonly Endpoint[]): Router {
  const root = createRoutes();
  root.onError(errorHandler(context.log));
  root.notFound((c) => problem(c, { code: 'not_found', detail: `There is no ${c.req.path}.` }));
  root.use(requestLog(context));
  root.use(
    methodNotAllowed({
      app: root,
      onMethodNotAllowed: (c, methods) =>
        problem(c, {
          code: 'method_not_allowed',
          detail: `${c.req.method} is not allowed here; use ${methods.join(', ')}.`,
          headers: { Allow: methods.join(', ') },
        }),
    }),
  );
  mount(
    root,
    endpoints.filter(({ open }) => open),
  );
  root.use(accessCheck(context));
  limitBodies(root, endpoints);
  mount(
    root,
    endpoints.filter(({ open }) => !open),
  );
  return root;
}
