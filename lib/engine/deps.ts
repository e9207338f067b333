import type { Resolve } from '../core/public-fetch.ts';
import type { JobsContext } from '../jobs/context.ts';
import type { AloneRunner } from './alone/runner.ts';
import type { Analyzer } from './analyzer.ts';
import type { OwnEvent } from './own-event.ts';
import type { Publisher } from './publisher.ts';
import type { ScheduleQueue } from './schedules.ts';
import type { EngineSettings } from './settings.ts';

/** Settings for signing and sending webhook events. */
export interface WebhookDeps {
  /** `whsec_…`; null if not configured. */
  secret: string | null;
  /** Also allow http and localhost. */
  allowLocal: boolean;
  resolve: Resolve;
  /** The analyses' own events, by kind of job. */
  ownEvents: ReadonlyMap<string, OwnEvent>;
}

/** Dependencies of the engine's callback handlers. */
export interface EngineDeps extends JobsContext {
  publisher: Publisher;
  schedules: ScheduleQueue;
  /** Public base URL. Signatures are checked against it, not against the Host header. */
  appUrl: string;
  /** Names this process, for the leases it takes. */
  process: string;
  analyzers: ReadonlyMap<string, Analyzer>;
  settings: EngineSettings;
  webhooks: WebhookDeps;
  /** Runs steps in processes of their own; null runs all of them in this process. */
  alone: AloneRunner | null;
}

/** One delivery of a message. */
export interface Delivery {
  messageId: string;
  /** Number of earlier deliveries of this message. */
  retried: number;
}
