import type { Clock, Random } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Resolve } from '../core/public-fetch.ts';
import type { Database } from '../db/client.ts';
import type { AloneRunner } from './alone/runner.ts';
import type { Analyzer } from './analyzer.ts';
import type { Publisher } from './publisher.ts';
import type { EngineSettings } from './settings.ts';

/** Settings for signing and sending webhook events. */
export interface WebhookDeps {
  /** `whsec_…`; null if not configured. */
  secret: string | null;
  /** Also allow http and localhost. */
  allowLocal: boolean;
  resolve: Resolve;
}

/** Dependencies of the engine's callback handlers. */
export interface EngineDeps {
  db: Database;
  publisher: Publisher;
  analyzers: ReadonlyMap<string, Analyzer>;
  clock: Clock;
  random: Random;
  ids: Ids;
  log: Log;
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
