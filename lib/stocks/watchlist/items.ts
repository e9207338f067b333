import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { ms, transact } from '../../db/client.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { shownStatusSql } from '../../jobs/overdue.ts';
import { JOB_STATUSES } from '../../jobs/types.ts';
import { write } from '../../jobs/write.ts';

/** Status of a symbol in its last job. */
export const ITEM_STATUSES = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** Times are Unix milliseconds. */
export interface WatchlistItem {
  symbol: string;
  name: string | null;
  createdAt: number;
  /** The last job that analyzed it. Null, with the fields below, if there is none. */
  lastJobId: string | null;
  lastStatus: ItemStatus | null;
  /** When that job's step succeeded. */
  lastAnalyzedAt: number | null;
}

export const MOST_ITEMS = 1_000;

const rowSchema = z.object({
  symbol: z.string(),
  name: z.string().nullable(),
  created_ms: z.number(),
  last_job_id: z.string().nullable(),
  job_status: z.enum(JOB_STATUSES).nullable(),
  step_status: z.enum(['pending', 'running', 'done', 'failed']).nullable(),
  finished_ms: z.number().nullable(),
});
type Row = z.infer<typeof rowSchema>;

/** A step left unfinished by an ended job takes the job's outcome: cancelled or failed. */
function statusOf({ job_status, step_status }: Row): ItemStatus | null {
  if (job_status === null || step_status === null) return null;
  if (step_status === 'done') return 'completed';
  if (step_status === 'failed') return 'failed';
  if (isTerminal(job_status)) return job_status === 'cancelled' ? 'cancelled' : 'failed';
  return step_status === 'running' ? 'processing' : 'queued';
}

function toItem(given: unknown): WatchlistItem {
  const row = rowSchema.parse(given);
  return {
    symbol: row.symbol,
    name: row.name,
    createdAt: row.created_ms,
    lastJobId: row.last_job_id,
    lastStatus: statusOf(row),
    lastAnalyzedAt: row.step_status === 'done' ? row.finished_ms : null,
  };
}

/** With suffix `.NS`, `TCS` is mostly `TCS.NS`: so in lists of names, and in steps of jobs from before each had its own. */
function selectItems(owner: string, suffix: string, symbol: string | null) {
  const either = sql`(w.symbol, w.symbol || ${suffix}::text)`;
  return sql`select w.symbol, coalesce(w.name, u.name) as name, ${ms(sql`w.created_at`)} as created_ms, w.last_job_id,
      ${shownStatusSql('j')} as job_status, s.status as step_status, ${ms(sql`s.completed_at`)} as finished_ms
    from watchlist w
    left join jobs j on j.id = w.last_job_id
    left join lateral (
      select status, completed_at from steps where job_id = w.last_job_id and key in ${either}
      order by key = w.symbol desc limit 1
    ) s on true
    left join lateral (
      select name from universe where ticker in ${either} order by ticker = w.symbol limit 1
    ) u on true
    where w.owner = ${owner} and (${symbol}::text is null or w.symbol = ${symbol})
    order by w.created_at, w.symbol`;
}

/** An owner's watchlist, oldest first. @param suffix exchange of bare symbols, e.g. `.NS`; may be empty. */
export async function listWatchlist(
  context: JobsContext,
  owner: string,
  suffix: string,
): Promise<WatchlistItem[]> {
  const { rows } = await query(context, () => context.db.execute(selectItems(owner, suffix, null)));
  return rows.map(toItem);
}

export interface NewItem {
  owner: string;
  symbol: string;
  name: string | null;
  suffix: string;
}

/** @throws Refusal `already_on_watchlist`, `watchlist_full`. */
export async function addToWatchlist(context: JobsContext, item: NewItem): Promise<WatchlistItem> {
  const { owner, symbol, name, suffix } = item;
  const add = () =>
    transact(context.db, [
      // One insert at a time per owner, or concurrent ones could exceed the limit.
      sql`select pg_advisory_xact_lock(hashtextextended('watchlist ' || ${owner}::text, 0))`,
      sql`insert into watchlist (owner, symbol, name) select ${owner}, ${symbol}, ${name}
        where (select count(*) from watchlist where owner = ${owner}) < ${MOST_ITEMS}
        on conflict do nothing returning symbol`,
      selectItems(owner, suffix, symbol),
    ]);
  const { value, doubted } = await write(context, add, {
    advice: () => `Send it again: already_on_watchlist then means that ${symbol} has been added.`,
  });
  const [, inserted = [], [found] = []] = value;
  if (found === undefined) {
    throw new Refusal('watchlist_full', `A watchlist has at most ${MOST_ITEMS} symbols. Remove some first.`);
  }
  if (inserted.length === 0 && !doubted)
    throw new Refusal('already_on_watchlist', `${symbol} is on the watchlist already.`);
  return toItem(found);
}

/** @throws Refusal `not_found`. */
export async function removeFromWatchlist(
  context: JobsContext,
  owner: string,
  symbol: string,
): Promise<void> {
  const remove = sql`delete from watchlist where owner = ${owner} and symbol = ${symbol} returning symbol`;
  const { value, doubted } = await write(context, () => context.db.execute(remove), {
    advice: () => `Send it again: 404 then means that ${symbol} has been removed.`,
  });
  if (value.rows.length === 0 && !doubted)
    throw new Refusal('not_found', `${symbol} is not on the watchlist.`);
}
