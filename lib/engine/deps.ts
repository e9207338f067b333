import type { Clock, Random } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Resolve } from '../core/public-fetch.ts';
import type { Database } from '../db/client.ts';
import type { Analyzer } from './analyzer.ts';
import type { Publisher } from './publisher.ts';
import type { EngineSettings } from './settings.ts';

/** Settings for signing and sending webhook events. */
export interface WebhookDeps {
  /** `whsec_…`; null where none is configured. */
  secret: string | null;
  /** http and this very machine are allowed too. */
  allowLocal: boolean;
  resolve: Resolve;
}

/** What the engine is made of. */
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
}

/** One delivery of a message. */
export interface Delivery {
  messageId: string;
  /** How many deliveries came before this one. */
  retried: number;
}
