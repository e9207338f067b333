import type { Context } from 'hono';

/** Variables that the middleware sets for the routes. */
export interface HttpEnv {
  Variables: {
    requestId: string;
    /** The caller; set by the access check. */
    owner: string;
    /** The name of the caller's key; null if it has none. Set by the access check. */
    keyName: string | null;
  };
}

export type HttpRequest = Context<HttpEnv>;
