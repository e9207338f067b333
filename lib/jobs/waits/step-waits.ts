import { isTerminal } from '../lifecycle.ts';
import type { Step } from '../steps.ts';
import { beganMs, type Job } from '../types.ts';
import type { Facts } from './facts.ts';
import { dueWaits, withinDeadline } from './job-waits.ts';
import * as say from './sentences.ts';
import { silentMs, type WaitSettings, type Waits } from './waits.ts';

/** A step's row, as far as it says what the step waits for. */
type WaitingStep = Pick<
  Step,
  'key' | 'status' | 'place' | 'attempts' | 'suspect' | 'dueAt' | 'leaseUntil' | 'heardAt' | 'error'
>;

type Asked = [step: WaitingStep, job: Job, facts: Facts, settings: WaitSettings];

function runningWaits(...[step, job, facts, settings]: Asked): Waits | null {
  const now = facts.now_ms;
  const { heardAt, leaseUntil } = step;
  if (heardAt !== null && now - heardAt < silentMs(settings)) return null;
  if (leaseUntil !== null && leaseUntil > now) return say.deadLease(1, heardAt, leaseUntil, now);
  return dueWaits(job, facts, settings);
}

function pendingWaits(...[step, job, facts, settings]: Asked): Waits {
  const now = facts.now_ms;
  if (step.place > job.stage) return say.laterStage(job);
  if (job.turnedAt === null) return say.firstSlice(job, beganMs(job), now);
  const { key, attempts, dueAt, error, suspect } = step;
  if (dueAt > now) {
    const { code = null, message = null } = error ?? {};
    return say.retry({ key, attempts, code, message, due_ms: dueAt }, settings, now);
  }
  const held = say.provider(facts.provider, now);
  if (held !== null) return held;
  const due = facts.running > 0 ? say.nextTurn() : dueWaits(job, facts, settings);
  return suspect && due.code === 'turn' ? say.ownProcess() : due;
}

/** What a step waits for; null while it runs and once it has ended. */
export function stepWaits(
  ...[step, job, facts, settings]: [WaitingStep, Job, Facts | null, WaitSettings]
): Waits | null {
  if (isTerminal(job.status) || facts === null || facts.epoch !== job.epoch) return null;
  if (job.deadlineAt <= facts.now_ms) return null;
  const { now_ms: now } = facts;
  if (step.status === 'running') return withinDeadline(runningWaits(step, job, facts, settings), job, now);
  if (step.status !== 'pending') return null;
  return withinDeadline(pendingWaits(step, job, facts, settings), job, now);
}
