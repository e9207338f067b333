import type { RouteConfig, RouteHandler, RouteHook } from '@hono/zod-openapi';
import type { Scope } from '../access/scopes.ts';
import type { HttpEnv } from './env.ts';

interface Options {
  /** Route for the OpenAPI document, if the handler parses the body itself. */
  documented?: RouteConfig;
  /** Advice for a body that is too large; a full sentence. */
  tooLarge?: string;
  /** Other paths of the same operation, e.g. from the original services. */
  aliases?: readonly string[];
  /** Needs no authentication. */
  open?: boolean;
  /** What a key needs, `null` for nothing; else `read` for GET, and `write` for all others. */
  scope?: Scope | null;
  /** Does not count for the limit of requests. */
  unlimited?: boolean;
  /** Shows the job `{id}` to whoever has a link to it. */
  shared?: boolean;
}

/** A route with its handler; the source of both the router and the OpenAPI document. */
export interface Endpoint extends Options {
  route: RouteConfig;
  /** `endpoint` checks its type against the route. */
  handler: unknown;
  hook: unknown;
}

/** @param hook receives the validation result of the request. */
export function endpoint<R extends RouteConfig>(
  route: R,
  handler: RouteHandler<R, HttpEnv>,
  { hook, ...options }: Options & { hook?: RouteHook<R, HttpEnv> } = {},
): Endpoint {
  return { route, handler, hook, ...options };
}
