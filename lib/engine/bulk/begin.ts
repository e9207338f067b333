import { eq, sql } from 'drizzle-orm';
import { Refusal } from '../../core/errors.ts';
import { jobIdsFrom } from '../../core/ids.ts';
import { jsonText } from '../../core/json.ts';
import { databaseNow } from '../../db/now.ts';
import { query } from '../../jobs/context.ts';
import { countJobs } from '../../jobs/find.ts';
import type { JobQuery } from '../../jobs/job-query.ts';
import { findOverdue } from '../../jobs/overdue.ts';
import type { JobStatus } from '../../jobs/types.ts';
import { write } from '../../jobs/write.ts';
import type { EngineContext } from '../context.ts';
import { ensureSweeper } from '../sweep/arm.ts';
import { bulkActions } from './db-schema.ts';
import { bulkMessage } from './message.ts';
import { type Bulk, type BulkAction, bulkSchema, CHANGES } from './types.ts';

/** Its message is dropped after 30 s without it. */
const INSERT_WITHIN_MS = 20_000;
/** Overdue jobs ended at once. */
const PAGE = 100;

export interface BulkRequest {
  owner: string;
  action: BulkAction;
  query: JobQuery;
}

/** The query, without what the action leaves as it is; null if nothing remains. */
function narrowed({ action, query: asked }: BulkRequest): JobQuery | null {
  const able = CHANGES[action];
  const statuses = asked.statuses.length === 0 ? able : able.filter((each) => asked.statuses.includes(each));
  return statuses.length === 0 ? null : { ...asked, statuses: [...statuses] };
}

/** Ends the owner's overdue jobs, so that they count as what they are. */
async function endOverdueOf(context: EngineContext, owner: string): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    const overdue = await query(context, () => findOverdue(context.db, { owner, after: from, limit: PAGE }));
    if (overdue.length > 0) await context.endOverdue(overdue);
    after = overdue.length < PAGE ? undefined : overdue.at(-1)?.id;
  }
}

/**
 * How many jobs the action would change, by status. Changes nothing, but that overdue jobs are ended.
 * @throws Refusal `invalid_input` if a prefix stands for too many keys; `database_unavailable`.
 */
export async function countBulk(
  context: EngineContext,
  request: BulkRequest,
): Promise<Partial<Record<JobStatus, number>>> {
  const asked = narrowed(request);
  if (asked === null) return {};
  await endOverdueOf(context, request.owner);
  return countJobs(context, request.owner, asked);
}

/** A row of `bulk_actions`, or null. */
export async function bulkOf({ db }: Pick<EngineContext, 'db'>, id: string): Promise<Bulk | null> {
  const [row] = await db.select().from(bulkActions).where(eq(bulkActions.id, id));
  return row === undefined ? null : bulkSchema.parse(row);
}

/**
 * Counts the jobs, publishes the message that carries the action out, then stores the action.
 * @throws Refusal as `countBulk`; `queue_unavailable`, `outcome_unknown`.
 */
export async function beginBulk(context: EngineContext, request: BulkRequest): Promise<Bulk> {
  const { db, ids, clock, publisher } = context;
  const { owner, action } = request;
  const counts = await countBulk(context, request);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const at = await query(context, () => databaseNow(db));
  const id = ids.bulk(clock.now());
  await publisher.bulk(bulkMessage(id, 1, at), 'first');
  const filter = narrowed(request) ?? { ...request.query, statuses: [] };
  const insert = async () => {
    await db.execute(sql`insert into bulk_actions (id, owner, action, filter, total, cursor)
      select ${id}, ${owner}, ${action}, ${jsonText(filter)}::jsonb, ${total}::int, ${jobIdsFrom(Infinity)}
      where clock_timestamp() < to_timestamp(${at + INSERT_WITHIN_MS}::float8 / 1000)
      on conflict do nothing`);
    return bulkOf(context, id);
  };
  const { value } = await write(context, insert, {
    look: () => bulkOf(context, id),
    advice: () => 'Send it again: jobs that this one has changed are left out by the next.',
  });
  if (value === null)
    throw new Refusal('database_unavailable', 'The database was too slow; nothing was begun. Try again.');
  await ensureSweeper(context);
  context.log.info('bulk_begun', { bulk: id, action, jobs: total });
  return value;
}
