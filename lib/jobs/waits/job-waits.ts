import { isTerminal } from '../lifecycle.ts';
import { beganMs, type Job } from '../types.ts';
import type { Facts } from './facts.ts';
import * as say from './sentences.ts';
import { silentMs, type WaitSettings, type Waits } from './waits.ts';

/** A message that is due now takes about this long to come. */
const COMES_WITHIN_MS = 5_000;

type Asked = [job: Job, facts: Facts, settings: WaitSettings];

/** What an unfinished job waits for, or a step of it that is due. */
export function dueWaits(...[job, facts, settings]: Asked): Waits {
  const { now_ms: now, due_ms: due, last_seen_ms: seen, last_handed_over: handedOver } = facts;
  if (seen !== null && handedOver && now - seen < settings.aliveMs) return say.handedOver(seen, now);
  if (seen !== null && !handedOver && now - seen < silentMs(settings)) {
    const untouched = job.stage > 0 && job.stageLeft === job.stageTotal && facts.running === 0;
    return untouched ? say.betweenStages(job) : say.nextTurn();
  }
  if (due !== null && now - due < COMES_WITHIN_MS) return say.handedOver(null, now);
  return leaseWaits(facts) ?? say.watchdog(job, now);
}

/** Null if no function holds steps whose lease has not ended without being heard of. */
function leaseWaits({
  unheard,
  unheard_seen_ms: seen,
  unheard_until_ms: until,
  now_ms: now,
}: Facts): Waits | null {
  return until !== null && until > now ? say.deadLease(unheard, seen, until, now) : null;
}

/** The earlier of a lease's end and the next try. */
function laterWaits(...[job, facts, settings]: Asked): Waits | null {
  const { later, first_later: first, now_ms: now } = facts;
  const retries = first === null ? null : say.retries(later, first, settings, now);
  const lease = facts.unheard === 0 ? null : (leaseWaits(facts) ?? dueWaits(job, facts, settings));
  if (retries === null || lease === null) return retries ?? lease;
  return (lease.until ?? 0) < (retries.until ?? 0) ? lease : retries;
}

function unfinishedWaits(...[job, facts, settings]: Asked): Waits | null {
  const { now_ms: now, due_ms: due, running } = facts;
  const held = due === null ? null : say.provider(facts.provider, now);
  if (held !== null || running > 0) return held;
  return due === null ? laterWaits(job, facts, settings) : dueWaits(job, facts, settings);
}

/** What holds a job up until a known time; a watchdog only looks. */
const HOLDS_UP: ReadonlySet<Waits['code']> = new Set([
  'retry',
  'retries',
  'provider_budget',
  'provider_rate',
  'provider_paused',
  'dead_lease',
]);

/** If it comes after the job's deadline, that is what the job waits for. */
export function withinDeadline(waits: Waits | null, { deadlineAt }: Job, now: number): Waits | null {
  if (waits === null || waits.until === null || waits.until <= deadlineAt) return waits;
  if (!HOLDS_UP.has(waits.code)) return waits;
  return say.deadline(waits, deadlineAt, now);
}

/**
 * What a job waits for: null while steps of it run and no provider holds others up, and once it has ended and its
 * receiver knows. A function of rows alone.
 * @param facts null if they were not read, or the job has moved meanwhile.
 * @param nowMs for what the job's own row says.
 */
export function jobWaits(job: Job, facts: Facts | null, settings: WaitSettings, nowMs: number): Waits | null {
  if (isTerminal(job.status)) return say.event(job);
  const now = facts?.now_ms ?? nowMs;
  if (job.deadlineAt <= now) return null;
  if (job.turnedAt === null) return say.firstSlice(job, beganMs(job), now);
  if (facts === null || facts.epoch !== job.epoch) return null;
  return withinDeadline(unfinishedWaits(job, facts, settings), job, now);
}
