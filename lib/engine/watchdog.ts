import { isDatabaseAway, retrying } from '../jobs/context.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import { type Peek, peekJob } from '../jobs/read.ts';
import type { View } from '../jobs/turn/turn.ts';
import { takeTurn } from '../jobs/turn/turn.ts';
import { addUsage } from '../jobs/usage.ts';
import type { Answer } from './answer.ts';
import type { Delivery, EngineDeps } from './deps.ts';
import { watchdogDelaySeconds } from './lines.ts';
import type { Message } from './messages.ts';
import { againUnlessOrphan } from './slice/absent.ts';
import { announceDue } from './webhook/announce.ts';

type Known =
  | { kind: 'over'; reason: string; due: boolean }
  | { kind: 'absent' }
  | { kind: 'alive'; delaySeconds: number };

/** Whether the job still needs watching. If the database is unavailable, assume it does. */
async function whatIsKnown(deps: EngineDeps, message: Message): Promise<Known> {
  const { db, settings, log } = deps;
  const unknown: Known = { kind: 'alive', delaySeconds: Math.ceil(settings.watchdogPeriodMs / 1000) };
  let peek: Peek | null;
  try {
    peek = await peekJob(db, message.job);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log.warn('watchdog_blind', { job: message.job, error: String(error) });
    return unknown;
  }
  if (!peek || peek.epoch < message.epoch) return { kind: 'absent' };
  const due = peek.webhook_due !== null;
  if (peek.epoch > message.epoch) return { kind: 'over', reason: 'a later epoch has begun', due };
  if (isTerminal(peek.status)) return { kind: 'over', reason: `the job is ${peek.status}`, due };
  const lease = Math.max(...peek.stages.map((stage) => stage.lease_ms));
  return {
    kind: 'alive',
    delaySeconds: watchdogDelaySeconds(settings.watchdogPeriodMs, lease, Math.max(0, peek.until_deadline_ms)),
  };
}

function needsRescue(view: View): boolean {
  const expired = view.any_lease_ms !== null && view.any_lease_ms <= view.now_ms;
  return view.next_due_ms !== null || expired;
}

/**
 * Rescues a job whose messages were lost. Arms the next watchdog before reading the job, so that the chain
 * survives a database outage; ends only when the job has ended and its event has been published.
 */
export async function watch(deps: EngineDeps, message: Message, delivery: Delivery): Promise<Answer> {
  const { db, publisher, ids, clock, settings, log } = deps;
  const startedAt = clock.now();
  const known = await whatIsKnown(deps, message);
  if (known.kind === 'over') {
    if (known.due) await announceDue(deps, message.job);
    return { kind: 'done', reason: known.reason };
  }
  if (known.kind === 'absent') return againUnlessOrphan(deps, message);
  await publisher.nextWatchdog(message, delivery.messageId, known.delaySeconds);

  const look = () =>
    takeTurn(db, {
      jobId: message.job,
      epoch: message.epoch,
      token: ids.token(),
      line: 'w',
      outcomes: [],
      usage: { messages: 1, roundTrips: 2, functionMs: clock.now() - startedAt },
      lostLimit: settings.lostLimit,
      writes: [],
      claim: null,
      withInput: false,
    });
  const { view, moved } = await retrying(deps, look);
  if (view && view.webhook_due !== null) await announceDue(deps, message.job);
  if (!view || view.epoch !== message.epoch) return { kind: 'done', reason: 'the job is gone' };
  if (moved) log.info('job_moved', { job: message.job, status: moved.status, stage: moved.stage });
  if (isTerminal(view.status)) return { kind: 'done', reason: `the job is ${view.status}` };
  if (!needsRescue(view)) return { kind: 'done', reason: 'nothing to rescue' };

  await publisher.rescue(message, ids.token());
  log.warn('job_rescued', { job: message.job, next_due_ms: view.next_due_ms, lease_ms: view.any_lease_ms });
  await addUsage(db, message.job, { messages: 1, roundTrips: 1, functionMs: 0 });
  return { kind: 'done', reason: 'published a slice on line w' };
}
