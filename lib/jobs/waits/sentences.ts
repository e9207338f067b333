import type { Job } from '../types.ts';
import { clockTime } from './clock-time.ts';
import type { LaterStep, ProviderFacts } from './facts.ts';
import type { WaitSettings, Waits } from './waits.ts';

/** Of an error's message; the whole is with the step. */
const MOST_CHARACTERS = 200;

const steps = (count: number): string => (count === 1 ? '1 step' : `${count} steps`);

/** Ends in a full stop, so that another sentence can follow. */
function sentence(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text.trim();
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

const because = (message: string | null, code: string | null): string =>
  sentence(message ?? code ?? 'an error');

/** When an epoch has waited this long for its first slice, something is slow or wrong. */
const FIRST_WITHIN_MS = 10_000;

/** No slice has taken a turn since the epoch began. */
export function firstSlice({ epoch, watchAt }: Job, beganAt: number, now: number): Waits {
  const waited = Math.max(0, now - beganAt);
  if (waited < FIRST_WITHIN_MS) {
    const since = `${epoch === 1 ? 'Accepted' : 'Begun again'} ${(waited / 1000).toFixed(1)} s ago`;
    const text = `${since}; its messages are with the queue, and the first usually comes within a second.`;
    return { code: 'first_slice', text, until: null };
  }
  const looks = watchAt > now ? ` Its watchdog looks at ${clockTime(watchAt, now)}.` : '';
  const text =
    `No function has come for ${Math.floor(waited / 1000)} s: the queue is slow, or does not reach this ` +
    `deployment; GET /api/v1/health says what is wrong.${looks}`;
  return { code: 'first_slice_overdue', text, until: watchAt > now ? watchAt : null };
}

function nextTry(
  { attempts, due_ms: due }: LaterStep,
  { attempts: most }: WaitSettings,
  now: number,
): string {
  const at = clockTime(due, now);
  return attempts === 0 ? `it begins at ${at}` : `try ${attempts + 1} of ${most} is at ${at}`;
}

export function retry(step: LaterStep, settings: WaitSettings, now: number): Waits {
  const { key, message, code, due_ms: until } = step;
  const next = nextTry(step, settings, now);
  const why = message === null && code === null ? '' : ` after: ${because(message, code)}`;
  return { code: 'retry', text: sentence(`${key} waits for another try; ${next}${why}`), until };
}

/** @param first the earliest of `count` steps. */
export function retries(count: number, first: LaterStep, settings: WaitSettings, now: number): Waits {
  const one = retry(first, settings, now);
  if (count === 1) return one;
  return { ...one, code: 'retries', text: `${steps(count)} wait for another try. The first: ${one.text}` };
}

function paused({ name, paused_until_ms: until, pause_code }: ProviderFacts, now: number): Waits {
  // By its code alone: the message may name what another owner asked for.
  const refuses = `${name} refuses requests (${pause_code ?? 'no answer'})`;
  if (until !== null && until > now)
    return {
      code: 'provider_paused',
      text: `${refuses} and is paused until ${clockTime(until, now)}.`,
      until,
    };
  const text = `${refuses}; its pause is over, one step tries it first, and the others follow if that succeeds.`;
  return { code: 'provider_probe', text, until: null };
}

/** As providers state it: 20 an hour rather than 0.0056 a second. */
function rateText(perSecond: number): string {
  const [times, unit] =
    perSecond >= 1 ? [1, 'second'] : perSecond * 60 >= 1 ? [60, 'minute'] : [3_600, 'hour'];
  const rate = Math.round(perSecond * times * 100) / 100;
  return `${rate} ${rate === 1 ? 'step' : 'steps'} ${unit === 'hour' ? 'an' : 'a'} ${unit}`;
}

/** Whoever asks for a provider's requests and is this late has died: it waits for somebody, not for the provider. */
const COMES_LATE_MS = 10_000;

/** Why due steps are not taken; null if the provider does not hold them up. */
export function provider(facts: ProviderFacts | null, now: number): Waits | null {
  if (facts === null) return null;
  if (facts.pauses > 0) return paused(facts, now);
  const { name, reason, wants, back_ms, max_in_flight: most, in_flight, mine, per_second } = facts;
  if (wants === 0 || reason === null || reason === 'paused') return null;
  if (back_ms !== null && now - back_ms > COMES_LATE_MS) return null;
  const until = back_ms !== null && back_ms > now ? back_ms : null;
  const next = until === null ? '' : ` It asks again at about ${clockTime(until, now)}.`;
  const waiting = `the next ${wants === 1 ? 'step of this job waits' : `${wants} steps of this job wait`}.${next}`;
  if (reason === 'rate') {
    const rate = per_second === null ? 'so many steps a second' : rateText(per_second);
    return { code: 'provider_rate', text: `${name} takes ${rate}, which are used up; ${waiting}`, until };
  }
  const are = in_flight === 1 ? 'is' : 'are';
  const text = `${name} takes ${steps(most)} at once; ${in_flight} ${are} running, ${mine} of them yours; ${waiting}`;
  return { code: 'provider_budget', text, until };
}

/** @param until when the last of the leases ends. */
export function deadLease(count: number, seenAt: number | null, until: number, now: number): Waits {
  const whose = count === 1 ? 'its step comes' : `its ${steps(count)} come`;
  const seen = seenAt === null ? 'has not been heard of' : `was last heard of at ${clockTime(seenAt, now)}`;
  const text = `A function ${seen}. If it has died, ${whose} back at ${clockTime(until, now)} at the latest.`;
  return { code: 'dead_lease', text, until };
}

/** A step of a later stage than the job's. */
export function laterStage({ stages, stage, stageLeft, stageTotal }: Job): Waits {
  const name = stages[stage]?.name ?? String(stage);
  const text = `It waits for the stage "${name}", of which ${stageLeft} of ${steps(stageTotal)} are left.`;
  return { code: 'stage', text, until: null };
}

export function betweenStages({ stages, stage, stageLeft }: Job): Waits {
  const [before, name] = [stages[stage - 1]?.name ?? '', stages[stage]?.name ?? ''];
  const text = `"${before}" is over; "${name}" begins with ${steps(stageLeft)}.`;
  return { code: 'between_stages', text, until: null };
}

export function handedOver(at: number | null, now: number): Waits {
  const when = at === null ? '' : ` at ${clockTime(at, now)}`;
  const text = `The work was handed over${when}; the next function usually begins within a second.`;
  return { code: 'handed_over', text, until: null };
}

export function nextTurn(): Waits {
  return { code: 'turn', text: 'It is due; a function takes it with one of its next turns.', until: null };
}

export function ownProcess(): Waits {
  const text =
    'It ran when a process died, or did not stop when told to: it is tried again in a process of its own, when one is free.';
  return { code: 'own_process', text, until: null };
}

/** Work is due, and nobody is there. */
export function watchdog({ watchAt }: Job, now: number): Waits {
  if (watchAt > now) {
    const text = `No function works on it. Its watchdog looks at ${clockTime(watchAt, now)}, and sends for one.`;
    return { code: 'watchdog', text, until: watchAt };
  }
  const text =
    `No function works on it, and its watchdog was due at ${clockTime(watchAt, now)}. ` +
    'Whoever looks at the job sends for one; so does the sweeper, within minutes.';
  return { code: 'watchdog_overdue', text, until: null };
}

/** What is waited for comes after the deadline. */
export function deadline(waits: Waits, deadlineAt: number, now: number): Waits {
  const text = `${sentence(waits.text)} That is after the deadline: the job ends at ${clockTime(deadlineAt, now)}.`;
  return { code: 'deadline', text, until: deadlineAt };
}

/** The job has ended, and its receiver has not been told yet. */
export function event({ webhook }: Job): Waits | null {
  if (webhook?.status !== 'pending') return null;
  if (webhook.due !== null)
    return { code: 'event_due', text: 'It has ended; its event is not with the queue yet.', until: null };
  const { attempts, lastError } = webhook;
  const tried =
    attempts === 0
      ? ''
      : ` ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} so far, the last: ${sentence(lastError ?? 'no answer')}`;
  return {
    code: 'event',
    text: `It has ended; its event is on its way to the receiver.${tried}`,
    until: null,
  };
}
