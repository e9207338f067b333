import { sql } from 'drizzle-orm';
import type { Fault } from '../../../dev/neon/intercept.ts';
import { systemClock } from '../../../lib/core/clock.ts';
import type { Database } from '../../../lib/db/client.ts';
import { database } from '../../support/jobs.ts';
import { neonBefore } from '../../support/neon.ts';
import { type Audit, openAudit } from '../audit.ts';
import { findViolations } from '../checks.ts';

/** Environment of a scenario: its own database, with faults between it and the service. */
export interface Scene {
  /** The fault-injecting endpoint. */
  url: string;
  db: Database;
  audit: Audit;
  /** Called for each round trip of the service, with the number of its statements and their text. */
  fault: (queries: number, text: string) => Fault | undefined;
}

export interface Scenario {
  name: string;
  /** @returns the violations found. */
  play(scene: Scene): Promise<string[]>;
}

/** All violations visible in the database, as one list; jobs may still run. */
export async function broken(audit: Audit, except: readonly string[] = []): Promise<string[]> {
  const violations = await findViolations(audit);
  return Object.entries(violations).flatMap(([name, all]) =>
    except.includes(name) ? [] : all.map((what: string) => `${name}: ${what}`),
  );
}

/** The rows `tests/chaos/analyzer.ts` writes, for steps committed by hand. */
export function effectOf(jobId: string, token: string) {
  return sql`insert into chaos_effects (job_id, key, token)
    select job_id, key, ${token} from steps where job_id = ${jobId} and finished_by = ${token} and status = 'done'
    on conflict do nothing`;
}

/** Lets all leases of a job end in so many seconds, so that no scenario depends on how long something takes. */
export async function leaseFor(db: Database, jobId: string, seconds: number): Promise<void> {
  await db.execute(sql`update steps set lease_until = clock_timestamp() + ${seconds}::int * interval '1 s'
    where job_id = ${jobId} and status = 'running'`);
}

export const endLeases = (db: Database, jobId: string): Promise<void> => leaseFor(db, jobId, 0);

/** How long a scenario waits for what must come; only a machine that stands still takes as long. */
export const PATIENCE_MS = 45_000;

/** Waits until something is so. @throws Error after `PATIENCE_MS`. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + PATIENCE_MS; !(await isSo()); await systemClock.sleep(20))
    if (Date.now() > giveUpAt) throw new Error(`after ${PATIENCE_MS} ms: not ${what}`);
}

/** Plays a scenario on the database at `directUrl`, which must have the schema and no rows. */
export async function playOn(directUrl: string, scenario: Scenario): Promise<string[]> {
  const audit = await openAudit(directUrl);
  let scene: Scene | undefined;
  const { neon, databaseUrl: url } = await neonBefore(directUrl, {
    intercept: ({ queries }) =>
      scene?.fault(queries.length - 1, queries.map(({ query }) => query).join(';\n')),
  });
  scene = { url, db: database(url), audit, fault: () => undefined };
  try {
    return await scenario.play(scene);
  } finally {
    await neon.stop();
    await audit.stop();
  }
}
