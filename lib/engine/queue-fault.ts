import { QstashDailyRatelimitError, QstashError, QstashRatelimitError } from '@upstash/qstash';
import { Refusal, type ServiceFault } from '../core/errors.ts';
import { type Objection, objectionIn, wordsOf } from './queue-words.ts';

type Code = Extract<
  ServiceFault,
  'queue_busy' | 'queue_rejected' | 'queue_unauthorized' | 'queue_unavailable' | 'quota_exceeded'
>;

/** Why the queue did not take a call, or a message. */
export interface QueueFault {
  code: Code;
  /** HTTP status; null without an answer, and of an item of a batch. */
  status: number | null;
  /** What it objects to, where its words say so. */
  objection: Objection | null;
  /** The queue's own words, without secrets. */
  words: string;
  /** What it means and what to do: full sentences. */
  remedy: string;
  /** Whether the same call may succeed within seconds; `once`: not if it is refused again. */
  again: 'yes' | 'once' | 'no';
  /** When it will take messages again, if it said so. */
  retryAfterMs?: number | undefined;
}

/** The queue refused or did not answer in time. Carries no cause: the queue may repeat secrets. */
export class NotAccepted extends Error {
  override readonly name = 'NotAccepted';
  readonly fault: QueueFault;
  constructor(fault: QueueFault, message = fault.words) {
    super(message);
    this.fault = fault;
  }
}

const PLANS = "Upgrade the plan in Upstash's console (QStash, Upgrade), or try again later.";
const REDEPLOY = 'and redeploy.';

const REMEDIES: Readonly<Record<Objection, (words: string) => string>> = {
  retries: (words) => `The queue's plan takes fewer retries (“${words}”). ${PLANS}`,
  delay: (words) => `The queue's plan takes shorter delays (“${words}”). ${PLANS}`,
  plan: (words) => `The queue's plan does not allow it (“${words}”). ${PLANS}`,
  size: (words) => `A message is larger than the queue's plan takes (“${words}”). ${PLANS}`,
  cron: (words) => `The queue refused cron or time zone (“${words}”).`,
  destination: (words) =>
    `The queue cannot call this deployment: “${words}”. Set APP_URL to its public https:// address, ${REDEPLOY}`,
  other: (words) =>
    `The queue refused it: “${words}”. Check that APP_URL is this deployment's public https:// address and QSTASH_URL ` +
    "the one that Upstash's console shows (QStash, Quickstart).",
};

const OF_PLAN = new Set<Objection>(['retries', 'delay', 'plan']);

/** A fault that the queue's words tell. */
export function objected(words: string, status: number | null, as = objectionIn(words)): QueueFault {
  const code = OF_PLAN.has(as) ? 'quota_exceeded' : 'queue_rejected';
  return { code, status, objection: as, words, remedy: REMEDIES[as](words), again: 'no' };
}

export function outage(words: string, again: QueueFault['again'], status: number | null = null): QueueFault {
  const remedy = 'The queue did not answer. Try again soon.';
  return { code: 'queue_unavailable', status, objection: null, words, remedy, again };
}

/** A limit whose reset the queue leaves out is asked for again after this long. */
const ASK_AGAIN_MS = 3_600_000;

/** `RateLimit-Reset`: Unix seconds, Unix milliseconds, or seconds from now. */
function untilReset(reset: string | null, nowMs: number): number | undefined {
  const value = Number(reset ?? Number.NaN);
  if (reset === null || reset.trim() === '' || !Number.isFinite(value)) return undefined;
  if (value > 1e12) return Math.max(0, value - nowMs);
  return Math.max(0, value > 1e9 ? value * 1_000 - nowMs : value * 1_000);
}

function daily({ reset }: QstashDailyRatelimitError, words: string, nowMs: number): QueueFault {
  const known = untilReset(reset, nowMs);
  const when = known === undefined ? 'within a day' : `at ${new Date(nowMs + known).toISOString()}`;
  const remedy =
    `The daily message limit of the queue's plan is used up; it resets ${when}. To go on before, upgrade the plan in ` +
    "Upstash's console (QStash, Upgrade).";
  const retryAfterMs = known ?? ASK_AGAIN_MS;
  return { code: 'quota_exceeded', status: 429, objection: 'plan', words, remedy, again: 'no', retryAfterMs };
}

function burst(error: QstashError, words: string, nowMs: number): QueueFault {
  const remedy = 'The queue takes no more requests at the moment. Try again in a few seconds.';
  const retryAfterMs = error instanceof QstashRatelimitError ? untilReset(error.reset, nowMs) : undefined;
  return { code: 'queue_busy', status: 429, objection: null, words, remedy, again: 'once', retryAfterMs };
}

const unauthorized = (words: string, status: number): QueueFault => ({
  code: 'queue_unauthorized',
  status,
  objection: null,
  words,
  remedy:
    `The queue refused QSTASH_TOKEN (${status}). Copy it again from Upstash's console (QStash, Quickstart), together with ` +
    `the QSTASH_URL of the same region, since a token is valid in its region only, ${REDEPLOY}`,
  again: 'no',
});

/** What a failed call to the queue means. `hush` takes secrets out of its words. */
export function faultOf(error: unknown, nowMs: number, hush: (text: string) => string): QueueFault {
  const words = hush(wordsOf(error));
  if (!(error instanceof QstashError)) return outage(words, 'yes');
  if (error instanceof QstashDailyRatelimitError) return daily(error, words, nowMs);
  const { status = 0 } = error;
  switch (status) {
    case 401:
    case 403:
      return unauthorized(words, status);
    case 402:
    case 412:
      return objected(words, status, 'plan');
    case 413:
      return objected(words, status, 'size');
    case 429:
      return burst(error, words, nowMs);
    default:
      return status >= 400 && status < 500 && status !== 408
        ? objected(words, status)
        : outage(words, 'yes', status);
  }
}

/** What a refusal of the queue means for a request; `what` says what became of it, as a full sentence. */
export function queueRefusal(what: string, error: unknown): Refusal {
  if (!(error instanceof NotAccepted)) throw error;
  const { code, remedy, retryAfterMs } = error.fault;
  return new Refusal(code, `${what} ${remedy}`, { cause: error, retryAfterMs });
}
