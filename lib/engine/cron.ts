import { Refusal } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { problemAnswer } from '../core/problem.ts';
import { secretCheck } from '../core/secret-check.ts';
import { findDue, findStalled } from '../jobs/neglected.ts';
import type { EngineContext } from './context.ts';
import { forgetKeys, type Retention } from './retention.ts';
import { retryJob } from './retry.ts';
import { announceDue } from './webhook/announce.ts';

export interface CronDeps {
  context: EngineContext;
  log: Log;
  secret: string | null;
  watchdogPeriodMs: number;
  /** Deletes each product's expired data. */
  retention: readonly Retention[];
}

const STALLED_AFTER_MINUTES = 15;
const AT_MOST = 100;
/** Time limit for deletions; the next day's call continues. */
const DISCARDING_MS = 20_000;

/** Dispatches jobs that no message drives any more. A job that fails does not stop the others. */
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

/** Publishes overdue webhook events. */
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

/** Runs the products' retention in turn until the time is up. */
async function applyRetention({ context, retention }: CronDeps): Promise<Record<string, number>> {
  const { db, clock } = context;
  const until = clock.now() + DISCARDING_MS;
  const counts: Record<string, number> = {};
  for (const discard of [forgetKeys, ...retention]) {
    Object.assign(counts, await discard({ db, goOn: () => clock.now() < until }));
  }
  return counts;
}

/**
 * `GET /api/cron`, once a day: recovers lost jobs and events, then deletes expired data.
 * @see https://vercel.com/docs/cron-jobs/manage-cron-jobs for the `Authorization` header.
 */
export async function runCron(deps: CronDeps, request: Request): Promise<Response> {
  const given = request.headers.get('Authorization') ?? '';
  if (deps.secret === null || !secretCheck(`Bearer ${deps.secret}`)(given)) {
    const refusal = { code: 'unauthorized', status: 401, detail: 'Only Vercel Cron may call this.' };
    const { clock, ids } = deps.context;
    return problemAnswer(refusal, ids.request(clock.now()), { 'WWW-Authenticate': 'Bearer realm="unstuck"' });
  }
  const dispatched = await dispatchStalled(deps);
  const announced = await announceForgotten(deps);
  const discarded = await applyRetention(deps);
  deps.log.info('cron', { dispatched, announced, ...discarded });
  return Response.json({ dispatched, announced, ...discarded });
}
