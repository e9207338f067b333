import type { Access } from '../access/access.ts';
import type { Gateway } from '../ask/gateway.ts';
import type { ConfigProblem } from '../config.ts';
import type { Log } from '../core/log.ts';
import type { Kernel } from '../engine/kernel.ts';
import type { Release } from '../engine/remove.ts';
import type { Health } from '../health/health.ts';
import type { Tag } from './about.ts';
import type { UniformKind } from './uniform-kind.ts';

/** Dependencies of the routes. */
export interface HttpContext extends Kernel, Access {
  /** Each kind of job, as the generic routes need it, in product order. */
  kinds: ReadonlyMap<string, UniformKind>;
  /** Of the products' operations. */
  tags: readonly Tag[];
  /** Product data to delete along with a job. */
  releases: readonly Release[];
  /** Rules for callback_url. */
  webhooks: { configured: boolean; allowLocal: boolean };
  health: Health;
  /** Answers questions about results; null if none is configured. */
  gateway: Gateway | null;
  /** Missing or wrong variables; while any is `broken`, only public routes work. */
  configProblems: readonly ConfigProblem[];
  /** Access mode. `open`: one local owner, loopback only. `closed`: a deployment without API_KEYS. */
  access:
    | { mode: 'open'; owner: string }
    | { mode: 'keys'; keys: { owner: string; key: string }[] }
    | { mode: 'closed' };
  /** Origins whose pages may read the answers; `*` for all. */
  corsOrigins: readonly string[];
  version: string;
  /** Public base URL, without a trailing slash; empty only if listed in `configProblems`. */
  appUrl: string;
  log: Log;
}
