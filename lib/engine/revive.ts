import { sql } from 'drizzle-orm';
import { type JobsContext, query } from '../jobs/context.ts';
import { isTerminal, UNFINISHED } from '../jobs/lifecycle.ts';
import { endOverdue } from '../jobs/overdue.ts';
import { peekJob } from '../jobs/peek.ts';
import type { View } from '../jobs/turn/turn.ts';
import { hasWork } from './lines.ts';
import type { Publisher, Revival } from './publisher.ts';
import type { EngineSettings } from './settings.ts';
import { nextDelaySeconds } from './watchdog.ts';
import { type TellDeps, tellDue } from './webhook/tell.ts';

export interface ReviveDeps extends JobsContext, TellDeps {
  publisher: Pick<Publisher, 'revive' | 'webhook' | 'bulk'>;
  settings: EngineSettings;
}

/** What became of a job that somebody looked at. */
export type Revived = 'gone' | 'over' | 'sent_for' | 'cared_for';

/** Whether work has waited longer than its own messages need, and nobody is there to do it. */
function isDeserted(view: View, graceMs: number): boolean {
  const latest = view.now_ms - graceMs;
  const waits = (at: number | null) => at !== null && at <= latest;
  if (view.alive_lines.length > 0 || view.created_ms > latest) return false;
  return waits(view.next_due_ms) || waits(view.any_lease_ms);
}

/** What to send for a job; null if its own messages care for it. */
function revivalOf(view: View, settings: EngineSettings, nonce: string): Revival | null {
  const lost = view.watch_at_ms + settings.watchdogGraceMs <= view.now_ms;
  const nobody = hasWork(view) && view.alive_lines.length === 0;
  const slice = isDeserted(view, settings.watchdogGraceMs) || (lost && nobody);
  if (!slice && !lost) return null;
  const watchdog = lost ? { gen: view.watch + 1, delaySeconds: nextDelaySeconds(settings, view) } : null;
  return { nonce, slice, watchdog };
}

/** Of several who look at once, one sends; it holds the job for a while, since what it sent takes time. */
function reserve({ db, settings }: ReviveDeps, jobId: string, epoch: number) {
  return db.execute(sql`update jobs set revived_at = clock_timestamp()
    where id = ${jobId} and epoch = ${epoch} and ${UNFINISHED} and (revived_at is null
      or revived_at <= clock_timestamp() - ${settings.revivalEveryMs}::int * interval '1 ms')
    returning id`);
}

function release({ db }: ReviveDeps, jobId: string) {
  return db.execute(sql`update jobs set revived_at = null where id = ${jobId}`);
}

function sent({ db }: ReviveDeps, jobId: string, view: View, { slice, watchdog }: Revival) {
  const next =
    watchdog === null
      ? sql``
      : sql`watch = case when watch = ${view.watch}::int then ${watchdog.gen}::int else watch end,
          watch_at = case when watch = ${view.watch}::int
            then clock_timestamp() + ${watchdog.delaySeconds}::int * interval '1 s' else watch_at end,`;
  return db.execute(sql`update jobs set ${next} messages = messages + ${Number(slice) + Number(watchdog !== null)}::int,
      round_trips = round_trips + 3, revision = revision + 1
    where id = ${jobId} and epoch = ${view.epoch} and ${UNFINISHED}`);
}

async function send(deps: ReviveDeps, jobId: string, view: View, revival: Revival): Promise<void> {
  const life = { job: jobId, epoch: view.epoch, at: view.now_ms };
  try {
    await deps.publisher.revive(life, revival);
  } catch (error) {
    await query(deps, () => release(deps, jobId));
    throw error;
  }
  await query(deps, () => sent(deps, jobId, view, revival));
  const { slice, watchdog } = revival;
  deps.log.warn('job_revived', { job: jobId, slice, watchdog: watchdog?.gen ?? null });
}

/**
 * What whoever looks at a job does for it: ends it if its deadline has passed, and sends for it if its
 * watchdog is overdue or its work deserted. However often it is called, one sends, and not again for a while.
 * @throws Refusal `queue_unavailable`, `database_unavailable`; the job is unchanged.
 */
export async function reviveJob(deps: ReviveDeps, jobId: string): Promise<Revived> {
  const { db, settings, ids } = deps;
  const view = await query(deps, () => peekJob(db, jobId, settings.aliveMs));
  if (!view) return 'gone';
  if (isTerminal(view.status)) {
    if (view.webhook_due !== null) await tellDue(deps, jobId);
    return 'over';
  }
  if (view.deadline_ms <= view.now_ms) {
    await query(deps, () => endOverdue(db, [{ id: jobId, epoch: view.epoch }]));
    await tellDue(deps, jobId);
    return 'over';
  }
  const revival = revivalOf(view, settings, ids.token());
  if (revival === null) return 'cared_for';
  const { rows } = await query(deps, () => reserve(deps, jobId, view.epoch));
  if (rows.length === 0) return 'cared_for';
  await send(deps, jobId, view, revival);
  return 'sent_for';
}
