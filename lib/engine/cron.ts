import { discardAccess } from '../access/retention.ts';
import type { Log } from '../core/log.ts';
import { problemAnswer } from '../core/problem.ts';
import { secretCheck } from '../core/secret-check.ts';
import { errorText } from '../db/error-text.ts';
import { databaseRefusal } from '../jobs/database-refusal.ts';
import { forgetBulks } from './bulk/retention.ts';
import { forgetKeys, type Retention } from './retention.ts';
import type { ReviveDeps } from './revive.ts';
import { makeRounds } from './sweep/rounds.ts';

export interface CronDeps {
  context: ReviveDeps;
  log: Log;
  secret: string | null;
  /** Deletes each product's expired data. */
  retention: readonly Retention[];
}

/** Time limit for looking after jobs; what is left is the sweeper's, or the next call's. */
const ROUNDS_MS = 240_000;
/** Time limit for deletions; the next day's call continues. */
const DISCARDING_MS = 20_000;

/** Runs the engine's and the products' retention in turn until the time is up. */
async function applyRetention({ context, retention }: CronDeps): Promise<Record<string, number>> {
  const { db, clock } = context;
  const until = clock.passed() + DISCARDING_MS;
  const counts: Record<string, number> = {};
  for (const discard of [forgetKeys, forgetBulks, discardAccess, ...retention]) {
    Object.assign(counts, await discard({ db, goOn: () => clock.passed() < until }));
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
  try {
    return Response.json(await makeReport(deps));
  } catch (error) {
    const refusal = databaseRefusal(error);
    if (refusal === null) throw error;
    const { clock, ids } = deps.context;
    const { code, message: detail } = refusal;
    deps.log.error('cron_failed', { code, error: errorText(error) });
    return problemAnswer({ code, status: 503, detail }, ids.request(clock.now()));
  }
}

async function makeReport(deps: CronDeps): Promise<Record<string, number>> {
  const { clock } = deps.context;
  const until = clock.passed() + ROUNDS_MS;
  const { dispatched, ended, announced, refused } = await makeRounds(
    deps.context,
    () => clock.passed() < until,
  );
  const discarded = await applyRetention(deps);
  const report = { dispatched, ended, announced, refused, ...discarded };
  deps.log.info('cron', report);
  return report;
}
