import type { RouteConfig, RouteHandler, RouteHook } from '@hono/zod-openapi';
import type { HttpEnv } from './env.ts';

interface Options {
  /** As the OpenAPI document shows it, where the handler reads the body itself. */
  documented?: RouteConfig;
  /** What to do with a body that is too large, as a sentence. */
  tooLarge?: string;
  /** Further paths that answer the same, e.g. as the original services spell it. */
  aliases?: readonly string[];
  /** Open to everybody, whatever is configured. */
  open?: boolean;
}

/** A route with its handler. One list of them makes the router and the OpenAPI document. */
export interface Endpoint extends Options {
  route: RouteConfig;
  /** Typed by `endpoint` against its route. */
  handler: unknown;
  hook: unknown;
}

/** @param hook sees what the validation of the request has found. */
export function endpoint<R extends RouteConfig>(
  route: R,
  handler: RouteHandler<R, HttpEnv>,
  { hook, ...options }: Options & { hook?: RouteHook<R, HttpEnv> } = {},
): Endpoint {
  return { route, handler, hook, ...options };
}
