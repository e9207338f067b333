import { Refusal } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { secretCheck } from '../core/secret-check.ts';
import { type Discarded, discardStale } from '../documents/retention.ts';
import type { JobsContext } from '../jobs/context.ts';
import { applyRetention } from '../jobs/retention.ts';
import { retryJob } from '../jobs/retry.ts';
import { findStalled } from '../jobs/stalled.ts';
import { announceDue } from '../jobs/webhook/announce.ts';
import { findDue } from '../jobs/webhook/due.ts';

export interface CronDeps {
  context: JobsContext;
  log: Log;
  secret: string | null;
  watchdogPeriodMs: number;
  rawRetentionDays: number;
  documentRetentionDays: number;
}

const STALLED_AFTER_MINUTES = 15;
const AT_MOST = 100;
/** Another day's call goes on where this one stops. */
const DISCARDING_MS = 20_000;

/** Dispatches again what no message looks after any more. One job that cannot be dispatched does not keep the others. */
async function dispatchStalled({ context, log, watchdogPeriodMs }: CronDeps): Promise<number> {
  let dispatched = 0;
  for (const { id, owner } of await findStalled(context.db, STALLED_AFTER_MINUTES, AT_MOST)) {
    try {
      await retryJob(context, { owner, id, all: false, watchdogPeriodMs });
      dispatched++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.error('stalled_job_not_dispatched', { job: id, code: error.code, error: error.message });
    }
  }
  return dispatched;
}

/** Hands over the events that nobody has met since their jobs ended. */
async function announceForgotten({ context, log }: CronDeps): Promise<number> {
  let announced = 0;
  for (const id of await findDue(context.db, STALLED_AFTER_MINUTES, AT_MOST)) {
    try {
      await announceDue(context, id);
      announced++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.error('webhook_still_due', { job: id, code: error.code, error: error.message });
    }
  }
  return announced;
}

function discardDocuments({ context, documentRetentionDays }: CronDeps): Promise<Discarded> {
  const { db, clock } = context;
  const until = clock.now() + DISCARDING_MS;
  return discardStale(db, documentRetentionDays, () => clock.now() < until);
}

/**
 * `GET /api/cron`, once a day: the last safety net, and retention.
 * @see https://vercel.com/docs/cron-jobs/manage-cron-jobs for the `Authorization` header.
 */
export async function runCron(deps: CronDeps, request: Request): Promise<Response> {
  const given = request.headers.get('Authorization') ?? '';
  if (deps.secret === null || !secretCheck(`Bearer ${deps.secret}`)(given)) {
    return Response.json({ error: 'Only the platform may call this.' }, { status: 401 });
  }
  const dispatched = await dispatchStalled(deps);
  const announced = await announceForgotten(deps);
  const retained = await applyRetention(deps.context.db, deps.rawRetentionDays);
  const discarded = await discardDocuments(deps);
  deps.log.info('cron', { dispatched, announced, ...retained, ...discarded });
  return Response.json({
    dispatched,
    announced,
    raw_deleted: retained.rawDeleted,
    cached_bars_deleted: retained.cachedBarsDeleted,
    post_pages_deleted: retained.postPagesDeleted,
    keys_forgotten: retained.keysForgotten,
    documents_deleted: discarded.documentsDeleted,
    uploads_expired: discarded.uploadsExpired,
  });
}
