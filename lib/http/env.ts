import type { Context } from 'hono';

/** Variables that the middleware sets for the routes. */
export interface HttpEnv {
  Variables: {
    requestId: string;
    /** The caller; set by the access check. */
    owner: string;
  };
}

export type HttpRequest = Context<HttpEnv>;
