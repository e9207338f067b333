import { Refusal } from '../../core/errors.ts';
import { toJob } from '../../jobs/read.ts';
import type { EngineContext } from '../context.ts';
import { arm } from '../sweep/arm.ts';
import { answeredBy, type Created, lookUp, replay, requestHash, singletonOf, standing } from './earlier.ts';
import { CERTAIN_AFTER_MS, insertJob } from './insert-job.ts';
import type { NewJob } from './new-job.ts';
import { openingOf } from './opening.ts';

/** How often a singleton that ended meanwhile is asked for again. */
const MOST_TRIES = 3;

/** @returns null if a singleton kept the job out and has ended since. */
async function tryToCreate(context: EngineContext, request: NewJob): Promise<Created | null> {
  const { ids, clock, publisher } = context;
  const looked = await lookUp(context, request);
  const certainAt = clock.now() + CERTAIN_AFTER_MS;
  const before = answeredBy(looked, request);
  if (before) return before;
  if (looked.singleton) await context.endOverdue([looked.singleton.job]);

  const { at, sweeper, room } = looked;
  const { plan, ofFirst, lines, watchdogDelaySeconds, messages } = await openingOf(context, request, room);
  const id = ids.job(clock.now());
  // Before the messages: once they are out, their slices wait for the job.
  if (!sweeper?.armed) await arm(context, sweeper);
  const start = { jobId: id, epoch: 1, kind: request.kind, lines, at, watchdogDelaySeconds };
  await publisher.start({ ...start, nonce: ids.token() });

  const key = request.idempotencyKey ?? ids.token();
  const hash = requestHash(request);
  const singletonKey = singletonOf(request);
  const told = { id, key, at, messages, ofFirst, hash, singletonKey, watchdogDelaySeconds };
  const row = await insertJob(context, { request, plan, told, certainAt });
  if (row === null) return null;
  if (row.id !== id) return row.idempotencyKey === key ? replay(row, hash) : standing(row);
  context.log.info('job_created', {
    job: id,
    kind: request.kind,
    steps: plan.steps.length,
    lines: lines.length,
  });
  return { job: toJob(row), input: row.input, replayed: false, existing: false };
}

/**
 * Publishes a job's messages, then inserts the job, so that no stored job lacks messages. A repeated request
 * with the same idempotency key returns the first job; one for a singleton that is unfinished returns that.
 * @throws Refusal `queue_unavailable`, `database_unavailable`, `idempotency_mismatch`, `too_many_unfinished_jobs`,
 * `steps_per_day_exceeded`, or from `plan`: nothing was created. `outcome_unknown`: the job may be created until its
 * time is over.
 */
export async function createJob(context: EngineContext, request: NewJob): Promise<Created> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const created = await tryToCreate(context, request);
    if (created) return created;
  }
  throw new Refusal(
    'database_busy',
    'Other requests for this singleton came first, and their jobs ended at once; nothing was created. Try again.',
  );
}
