import { sql } from 'drizzle-orm';
import type { Fault } from '../../../dev/neon/intercept.ts';
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
  /** Called for each round trip of the service. */
  fault: (queries: number) => Fault | undefined;
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

/** Plays a scenario on the database at `directUrl`, which must have the schema and no rows. */
export async function playOn(directUrl: string, scenario: Scenario): Promise<string[]> {
  const audit = await openAudit(directUrl);
  let scene: Scene | undefined;
  const { neon, databaseUrl: url } = await neonBefore(directUrl, {
    intercept: ({ queries }) => scene?.fault(queries.length - 1),
  });
  scene = { url, db: database(url), audit, fault: () => undefined };
  try {
    return await scenario.play(scene);
  } finally {
    await neon.stop();
    await audit.stop();
  }
}
