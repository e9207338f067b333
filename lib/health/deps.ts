import type { Client } from '@upstash/qstash';
import type { LoadedConfig } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { Finding, Part } from '../core/finding.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../db/client.ts';
import { type Route, type RouteFacts, routeOf } from '../engine/proof/route.ts';
import type { EngineSettings } from '../engine/settings.ts';

/** What health and doctor look with. */
export interface HealthDeps {
  clock: Clock;
  log: Log;
  settings: EngineSettings;
  /** Takes the deployment's secrets out of the queue's words. */
  hush(text: string): string;
  problems: LoadedConfig['problems'];
  /** How the queue is told to call back. */
  facts: RouteFacts;
  route: Route;
  /** Null without a token. */
  client: Client | null;
  /** Null without a URL. */
  db: Database | null;
}

/** What one look at everything shares. */
export interface Look extends HealthDeps {
  /** When a verified callback last came, Unix milliseconds; null if none has, or if nobody knows. */
  seenAt(): Promise<number | null>;
}

/** A room of health: what it can find wrong. It throws nothing that it knows. */
export interface Check {
  parts: readonly Part[];
  /** Whom it asks. The database is left alone while nobody works. */
  asks: 'nobody' | 'queue' | 'database';
  run(look: Look): Promise<Finding[]>;
  /** What it means if there is no answer in time. */
  silence: Finding;
}

/** @param tools what asks the queue and the database; left out where they are not configured. */
export function healthDeps(
  { config, problems }: LoadedConfig,
  {
    clock,
    log,
    hush,
    client,
    db,
  }: Pick<HealthDeps, 'clock' | 'log' | 'hush'> & { client: Client; db: Database | null },
): HealthDeps {
  const { currentSigningKey, nextSigningKey, protectionBypass, qstashToken, databaseUrl } = config.secrets;
  const facts = { appUrl: config.appUrl, currentSigningKey, nextSigningKey, protectionBypass };
  return {
    clock,
    log,
    hush,
    settings: config.engine,
    problems,
    facts,
    route: routeOf(facts),
    client: qstashToken ? client : null,
    db: databaseUrl ? db : null,
  };
}
