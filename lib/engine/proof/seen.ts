import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Background } from '../../core/background.ts';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { type Database, ms } from '../../db/client.ts';
import { reasonOf } from '../../db/error-text.ts';
import type { Route } from './route.ts';

/** Each process writes down a verified callback once, and again at most this often. */
const EVERY_MS = 5 * 60_000;

const rowSchema = z.object({ seen_ms: z.number() });

/** Writes down that a verified callback has come by this way, now. */
export async function noteSeen(db: Database, { id, appUrl }: Route): Promise<void> {
  await db.execute(sql`insert into callbacks_seen (route, app_url, seen_at) values (${id}, ${appUrl}, clock_timestamp())
    on conflict (route) do update set seen_at = excluded.seen_at`);
}

/** When a verified callback last came by this way, in Unix milliseconds of the database; null if none has. */
export async function readSeen(db: Database, { id }: Route): Promise<number | null> {
  const { rows } = await db.execute(
    sql`select ${ms(sql`seen_at`)} as seen_ms from callbacks_seen where route = ${id}`,
  );
  return rows[0] === undefined ? null : rowSchema.parse(rows[0]).seen_ms;
}

export interface ProofDeps {
  db: Database;
  clock: Clock;
  log: Log;
  background: Background;
  route: Route;
}

/** @returns what to call with each verified callback: it returns at once, and writes now and then. */
export function createWitness({ db, clock, log, background, route }: ProofDeps): () => void {
  let notBefore = Number.NEGATIVE_INFINITY;
  return () => {
    const now = clock.passed();
    if (now < notBefore) return;
    notBefore = now + EVERY_MS;
    background(
      noteSeen(db, route).catch((error: unknown) =>
        log.warn('callback_not_noted', { reason: reasonOf(error) }),
      ),
    );
  };
}
