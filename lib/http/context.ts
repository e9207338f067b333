import type { Log } from '../core/log.ts';
import type { BlobStore } from '../documents/blob-store.ts';
import type { JobsContext } from '../jobs/context.ts';
import type { Created } from '../jobs/create.ts';
import type { Submission } from '../jobs/submission.ts';
import type { WatchlistSchedules } from '../jobs/watchlist/schedules.ts';
import type { PlatformInfo } from '../sources/social/platforms.ts';

/** One part that health looks at. It resolves when the part answers. */
export interface HealthCheck {
  name: 'database' | 'queue';
  check(): Promise<void>;
}

/** What the routers are given. */
export interface HttpContext {
  jobs: JobsContext;
  /** Validates, plans and creates. @throws Refusal. */
  submit(submission: Submission): Promise<Created>;
  /** When watchlists are analyzed by themselves. */
  schedules: WatchlistSchedules;
  /** The exchange on which a bare symbol is looked up too, e.g. `.NS`; may be empty. */
  symbolSuffix: string;
  /** Where the posts of a profile can come from, and what each needs. */
  platforms(): PlatformInfo[];
  /** What a kind's results must be read with, e.g. "not advice". */
  disclaimer(kind: string): string | null;
  /** Whether a callback_url may be given, and which. */
  webhooks: { configured: boolean; allowLocal: boolean };
  /** How large a file may be, and where browsers may send it beside here; null without a store. */
  uploads: { maxBytes: number; blob: BlobStore | null };
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
