import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { ms } from '../db/client.ts';
import { type JobsContext, query } from './context.ts';
import { type Job, SHOWN_SLICE_STATES } from './types.ts';

const sliceSchema = z.object({
  id: z.string(),
  epoch: z.number(),
  line: z.string(),
  state: z.enum(SHOWN_SLICE_STATES),
  started_ms: z.number(),
  seen_ms: z.number(),
  turns: z.number(),
  claimed: z.number(),
  ended: z.number(),
});

/** An invocation that worked on a job. Times are Unix milliseconds. */
export type Slice = z.infer<typeof sliceSchema>;

export interface SliceFilter {
  /** Only slices behind the one with this id. */
  after?: string | undefined;
  limit: number;
  /** A slice that has not been seen for this long, in milliseconds, has died. */
  aliveMs: number;
}

/** In the order in which they began, of all epochs. */
export async function listSlices(
  context: JobsContext,
  { id }: Job,
  { after, limit, aliveMs }: SliceFilter,
): Promise<Slice[]> {
  const behind =
    after === undefined
      ? sql``
      : sql`and (c.started_at, c.id) > (select a.started_at, a.id from slices a where a.job_id = ${id} and a.id = ${after})`;
  const statement = sql`select c.id, c.epoch, c.line, ${ms(sql`c.started_at`)} as started_ms,
      ${ms(sql`c.seen_at`)} as seen_ms, c.turns, c.claimed, c.ended, case
        when c.state = 'working' and c.seen_at <= clock_timestamp() - ${aliveMs}::int * interval '1 ms' then 'died'
        else c.state end as state
    from slices c where c.job_id = ${id} ${behind}
    order by c.started_at, c.id limit ${limit}`;
  const { rows } = await query(context, () => context.db.execute(statement));
  return rows.map((row) => sliceSchema.parse(row));
}
