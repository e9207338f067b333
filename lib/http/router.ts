import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { faultsOf, invalidInput } from '../core/issue-faults.ts';
import { accessCheck } from './auth.ts';
import type { HttpContext } from './context.ts';
import type { HttpEnv } from './env.ts';
import { errorHandler } from './errors.ts';
import { problem } from './problems.ts';
import { requestLog } from './request-log.ts';

export type Routes = OpenAPIHono<HttpEnv>;

/** Where every route is to be found; the first is the canonical place. */
export const BASES = ['/api/v1', '/api'] as const;

/** Vercel's limit on the body of a request. */
const BODY_LIMIT = 4.5 * 1024 * 1024;

/** An empty set of routes whose validation refuses with every fault. */
export function createRoutes(): Routes {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      throw invalidInput(faultsOf(result.error, { given: 'data' in result ? result.data : undefined }));
    },
  });
}

function mount(root: Routes, routes: Routes): void {
  for (const base of BASES) root.route(base, routes);
}

export interface RouterParts {
  /** Behind the access check. */
  routes: Routes;
  /** Open to everybody, whatever is configured. */
  unguarded?: Routes;
  /** What to do with a body that is too large, as sentences. */
  tooLarge?: string;
}

/** A function's handler: request id and log, access, body limit, the routes under each base, problems for the rest. */
export function createRouter(context: HttpContext, { routes, unguarded, tooLarge }: RouterParts): Routes {
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
          detail: `${c.req.path} knows ${methods.join(', ')}, not ${c.req.method}.`,
          headers: { Allow: methods.join(', ') },
        }),
    }),
  );
  if (unguarded) mount(root, unguarded);
  root.use(accessCheck(context));
  root.use(
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (c) =>
        problem(c, {
          code: 'body_too_large',
          detail: ['A body may be at most 4.5 MB.', ...(tooLarge ? [tooLarge] : [])].join(' '),
        }),
    }),
  );
  mount(root, routes);
  return root;
}
