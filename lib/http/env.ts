import type { Context } from 'hono';

/** What the middleware leaves for the routes. */
export interface HttpEnv {
  Variables: {
    requestId: string;
    /** Who calls; set once access is granted. */
    owner: string;
  };
}

export type HttpRequest = Context<HttpEnv>;
