import type { Context } from 'hono';
import type { Scope } from '../access/scopes.ts';

/** What a request came with. */
export interface RequestKey {
  /** Of its row; null if it has none. */
  id: string | null;
  name: string;
  scopes: readonly Scope[];
}

/** Variables that the middleware sets for the routes. */
export interface HttpEnv {
  Variables: {
    requestId: string;
    /** The caller; set by the access check. */
    owner: string;
    key: RequestKey;
    /** Who acted, for the record; null if no key was asked for. */
    keyName: string | null;
    /** The only job that the request may see; null unless it came with a link. */
    sharedJob: string | null;
  };
}

export type HttpRequest = Context<HttpEnv>;
