import type { Log } from '../core/log.ts';
import type { Kernel } from '../engine/kernel.ts';
import type { Release } from '../engine/remove.ts';
import type { Tag } from './about.ts';
import type { UniformKind } from './uniform-kind.ts';

/** One part that health looks at. It resolves when the part answers. */
export interface HealthCheck {
  name: 'database' | 'queue';
  check(): Promise<void>;
}

/** What the routers are given. */
export interface HttpContext extends Kernel {
  /** What the uniform routes know of each kind of job, in the order of the products. */
  kinds: ReadonlyMap<string, UniformKind>;
  /** Of the products' operations. */
  tags: readonly Tag[];
  /** What goes together with a deleted job. */
  releases: readonly Release[];
  /** Whether a callback_url may be given, and which. */
  webhooks: { configured: boolean; allowLocal: boolean };
  watchdogPeriodMs: number;
  health: HealthCheck[];
  /** Variables that are missing or wrong; while there are any, only health answers. */
  configProblems: { name: string; reason: string }[];
  /** Who may call. `open`: one local owner, on loopback only. `closed`: a deployment without keys. */
  access:
    | { mode: 'open'; owner: string }
    | { mode: 'keys'; keys: { owner: string; key: string }[] }
    | { mode: 'closed' };
  version: string;
  /** Where clients reach this service, without a slash at its end; empty only while `configProblems` says so. */
  appUrl: string;
  log: Log;
}
