import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { retrying } from '../../jobs/context.ts';
import type { EngineContext } from '../context.ts';
import { bulkMessage } from './message.ts';

/** Silence after which its message counts as lost: longer than a lease and the redeliveries after it. */
const SILENT_SECONDS = 120;

type ReviveDeps = Pick<EngineContext, 'db' | 'clock' | 'random' | 'ids'> & {
  publisher: Pick<EngineContext['publisher'], 'bulk'>;
};

const silentSchema = z.array(z.object({ id: z.string(), round: z.number() }));

/**
 * Sends again for bulk actions that nobody works on: for one, or for all. Of several who look at once, one sends.
 * @returns how many. @throws Refusal of the queue.
 */
export async function reviveBulks(deps: ReviveDeps, id: string | null): Promise<number> {
  const silent = sql`clock_timestamp() - ${SILENT_SECONDS}::int * interval '1 s'`;
  const { rows } = await retrying(deps, () =>
    deps.db.execute(sql`update bulk_actions set revived_at = clock_timestamp()
      where completed_at is null and seen_at <= ${silent} and (revived_at is null or revived_at <= ${silent})
        and ${id === null ? sql`true` : sql`id = ${id}`} returning id, round`),
  );
  const found = silentSchema.parse(rows);
  for (const bulk of found)
    await deps.publisher.bulk(bulkMessage(bulk.id, bulk.round, deps.clock.now()), deps.ids.token());
  return found.length;
}
