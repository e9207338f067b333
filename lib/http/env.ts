import type { Context } from 'hono';
import type { Rate } from '../access/rate.ts';
import type { Scope } from '../access/scopes.ts';
import type { Refusal } from '../core/errors.ts';

/** What a request came with. */
export interface RequestKey {
  /** Of its row; null if it has none. */
  id: string | null;
  name: string;
  scopes: readonly Scope[];
}

/** Who asks, and what may be seen; set by the access check. */
interface Known {
  owner: string;
  key: RequestKey;
  /** Who acted, for the record; null if no key was asked for. */
  keyName: string | null;
  /** The only job that the request may see; null unless it came with a link. */
  sharedJob: string | null;
}

/** Who asks, and where the owner stands. */
export interface Caller extends Known {
  rate: Rate | null;
  refusal: Refusal | null;
}

export interface HttpEnv {
  /** Of a request that this process makes of itself for a caller who has passed the access check. */
  Bindings: { caller?: Caller };
  /** What the middleware sets for the routes. */
  Variables: Known & { requestId: string };
}

export type HttpRequest = Context<HttpEnv>;
