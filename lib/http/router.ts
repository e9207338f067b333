import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { accessCheck } from './auth.ts';
import type { HttpContext } from './context.ts';
import { cors } from './cors.ts';
import type { Endpoint } from './endpoint.ts';
import type { HttpEnv, HttpRequest } from './env.ts';
import { errorHandler } from './errors.ts';
import { mayHoldJson } from './every-answer.ts';
import { mustBeValid } from './faults.ts';
import { knownQuery } from './known-query.ts';
import { type MethodsOf, methodTable } from './methods.ts';
import { problem } from './problems.ts';
import { readableJson, readableUrl } from './readable.ts';
import { requestLog } from './request-log.ts';
import { scopeCheck } from './scopes.ts';

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

/** `/documents/{id}` → `/documents/:id` */
const pattern = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

function mount(root: Router, endpoints: readonly Endpoint[]): void {
  const routes = createRoutes();
  for (const each of endpoints) {
    const { route, documented = route, handler, hook, aliases = [], open = false } = each;
    const middleware = [
      ...(open ? [] : [scopeCheck(each)]),
      ...(route.method === 'get' ? [] : [knownQuery(documented)]),
      ...[route.middleware ?? []].flat(),
    ];
    for (const path of [route.path, ...aliases]) {
      if (mayHoldJson({ ...documented, method: route.method }))
        routes.on(route.method, pattern(path), readableJson);
      routes.openapiRoutes([{ route: { ...route, path, middleware }, handler, hook }]);
    }
  }
  for (const base of BASES) root.route(base, routes);
}

/** Of endpoints without parameters. */
const pathsOf = (endpoints: readonly Endpoint[]): ReadonlySet<string> =>
  new Set(endpoints.flatMap(({ route }) => BASES.map((base) => base + route.path)));

function methodsOfPaths(endpoints: readonly Endpoint[]): MethodsOf {
  const served = endpoints.flatMap(({ route, aliases = [] }) =>
    [route.path, ...aliases].flatMap((path) =>
      BASES.map((base) => ({ method: route.method.toUpperCase(), path: base + pattern(path) })),
    ),
  );
  return methodTable(served);
}

/** For a request that no route takes: 405 if the path is served with other methods. */
function noRoute(methodsOf: MethodsOf) {
  return (c: HttpRequest): Response => {
    const methods = methodsOf(c.req.path);
    if (methods.length === 0) return problem(c, { code: 'not_found', detail: `There is no ${c.req.path}.` });
    const allowed = methods.join(', ');
    return problem(c, {
      code: 'method_not_allowed',
      detail: `${c.req.method} is not allowed here; use ${allowed}.`,
      headers: { Allow: allowed },
    });
  };
}

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
  const methodsOf = methodsOfPaths(endpoints);
  root.notFound(noRoute(methodsOf));
  root.use(requestLog(context), cors(context.corsOrigins, methodsOf), readableUrl);
  mount(
    root,
    endpoints.filter(({ open }) => open),
  );
  const unlimited = pathsOf(endpoints.filter((each) => each.unlimited));
  root.use(accessCheck(context, (path) => !unlimited.has(path)));
  limitBodies(root, endpoints);
  mount(
    root,
    endpoints.filter(({ open }) => !open),
  );
  return root;
}
