import type { BulkMessage } from './bulk/message.ts';
import {
  type EventMessage,
  MESSAGE_VERSION,
  type Message,
  type SliceMessage,
  type WatchdogMessage,
} from './messages.ts';
import { notAccepted, type Outgoing, type PublisherDeps, publish, publishAll } from './outgoing.ts';
import { queueRefusal } from './queue-fault.ts';

/** The first messages of an epoch: one per line, and a watchdog. */
export interface Start {
  jobId: string;
  epoch: number;
  /** The job's, if it begins with its first stage. */
  kind?: string | undefined;
  lines: readonly string[];
  /** New for each request, so that its deduplication ids differ from those of an earlier try. */
  nonce: string;
  /** Database time when the request began, Unix milliseconds. */
  at: number;
  watchdogDelaySeconds: number;
}

/** The event to deliver to a job's callback URL. */
export interface WebhookNotice {
  jobId: string;
  epoch: number;
  /** For example `job.completed`. */
  event: string;
  /** Request body, sent verbatim. */
  body: string;
  /** When the job ended, by the database's clock, Unix milliseconds. */
  at: number;
  /** Whether it is the analysis's own. */
  own: boolean;
  /** A new token for each redelivery a user asks for; null for the first delivery. */
  again: string | null;
}

/** The life of a job that a message belongs to. */
type Life = Pick<SliceMessage, 'job' | 'epoch' | 'at'>;
type Place = Life & Pick<SliceMessage, 'line'>;

/** What is sent for a job that nobody works on, or whose watchdog is lost. */
export interface Revival {
  /** New for each revival. */
  nonce: string;
  /** Whether to send a slice, on line `w`. */
  slice: boolean;
  /** The next generation of the watchdog; null if the present one is not overdue. */
  watchdog: { gen: number; delaySeconds: number } | null;
}

/**
 * The only code that publishes job messages. Each method resolves once QStash has accepted them, else rejects
 * with the Refusal that `queueRefusal` makes of its answer: `queue_unavailable`, `queue_busy`, `queue_rejected`,
 * `queue_unauthorized` or `quota_exceeded`.
 */
export interface Publisher {
  start(start: Start): Promise<void>;
  webhook(notice: WebhookNotice): Promise<void>;
  /** The message that continues a slice's line. */
  continuation(place: Place, run: string, n: number, delaySeconds: number): Promise<void>;
  /** Messages on further lines. @param cause names what they are for; the same cause publishes them once. */
  furtherLines(life: Life, cause: string, lines: string[]): Promise<void>;
  /** Arms a watchdog. Its deduplication id is its generation, so that each is armed once. */
  watchdog(life: Life, gen: number, delaySeconds: number): Promise<void>;
  /** A message on line `w`, for work that the watchdog found waiting. */
  rescue(life: Life, run: string): Promise<void>;
  /** All of a revival, in one call. */
  revive(life: Life, revival: Revival): Promise<void>;
  /** The message of a bulk action's round. @param cause names what it is for; the same cause publishes it once. */
  bulk(message: BulkMessage, cause: string): Promise<void>;
  /** Replaces a slice message whose deliveries are exhausted. */
  replacement(message: SliceMessage, sourceMessageId: string, delaySeconds: number): Promise<void>;
}

function slice({ job, epoch, line, at }: Place): SliceMessage {
  return { v: MESSAGE_VERSION, type: 'slice', job, epoch, line, at };
}

function watchdog({ job, epoch, at }: Life, gen: number): WatchdogMessage {
  return { v: MESSAGE_VERSION, type: 'watchdog', job, epoch, line: 'w', at, gen };
}

/** The message that delivers an event. */
export function webhookMessage({ jobId, own, again, ...event }: WebhookNotice): EventMessage {
  const message = { ...event, job: jobId, line: 'h' as const, again: again !== null };
  return own ? { ...message, v: 2, type: 'own_event' } : { ...message, v: MESSAGE_VERSION, type: 'webhook' };
}

/** Retries back off from seconds to 40 minutes, to give a receiver that is down time to recover. */
async function publishWebhook(deps: PublisherDeps, notice: WebhookNotice): Promise<void> {
  const { jobId, epoch, event, again } = notice;
  const { webhookRetries, webhookBackoff } = deps.settings;
  const repeat = again === null ? '' : `-${again}`;
  const outgoing: Outgoing = {
    message: webhookMessage(notice),
    deduplicationId: `h-${jobId}-${epoch}-${event}${repeat}`,
    retries: {
      retries: webhookRetries,
      retryDelay: `min(${webhookBackoff.capMs}, ${webhookBackoff.baseMs} * pow(4, retried))`,
    },
  };
  await sent(deps, [outgoing], `The event of job ${jobId} was not sent.`);
}

/** @throws Refusal that begins with `otherwise`. */
async function sent(deps: PublisherDeps, outgoing: Outgoing[], otherwise: string): Promise<void> {
  try {
    await publishAll(deps, outgoing);
  } catch (error) {
    throw queueRefusal(otherwise, error);
  }
}

/**
 * Succeeds if QStash accepts the watchdog and at least one line's message; the watchdog makes up for the
 * rest.
 */
async function publishStart(
  deps: PublisherDeps,
  slices: Outgoing[],
  watchdog: Outgoing,
  otherwise: string,
): Promise<void> {
  try {
    const faults = await publish(deps, [watchdog, ...slices]);
    const [armed, ...begun] = faults;
    const refused = notAccepted(faults);
    if (refused && (armed !== null || !begun.includes(null))) throw refused;
  } catch (error) {
    throw queueRefusal(otherwise, error);
  }
}

async function start(deps: PublisherDeps, asked: Start) {
  const { jobId, epoch, kind, lines, nonce, at, watchdogDelaySeconds } = asked;
  const life = { job: jobId, epoch, at };
  const slices = lines.map((line) => ({
    message: { ...slice({ ...life, line }), kind },
    deduplicationId: `l-${jobId}-${epoch}-${nonce}-${line}`,
  }));
  const first = {
    message: watchdog(life, 1),
    deduplicationId: `w-${jobId}-${epoch}-${nonce}`,
    delaySeconds: watchdogDelaySeconds,
  };
  const otherwise = epoch === 1 ? 'Nothing was created.' : `Job ${jobId} has not begun again.`;
  await publishStart(deps, slices, first, otherwise);
}

function revivalOf(life: Life, { nonce, slice: sends, watchdog: next }: Revival): Outgoing[] {
  const id = `${life.job}-${life.epoch}-${nonce}`;
  return [
    ...(sends ? [{ message: slice({ ...life, line: 'w' }), deduplicationId: `r-${id}` }] : []),
    ...(next
      ? [
          {
            message: watchdog(life, next.gen),
            deduplicationId: `w-${life.job}-${life.epoch}-${next.gen}`,
            delaySeconds: next.delaySeconds,
          },
        ]
      : []),
  ];
}

export function createPublisher(deps: PublisherDeps): Publisher {
  const all = (job: string, outgoing: Outgoing[]) =>
    sent(deps, outgoing, `The messages of job ${job} were not sent; it is unchanged.`);
  const one = (outgoing: Outgoing & { message: Message }) => all(outgoing.message.job, [outgoing]);
  return {
    start: (first) => start(deps, first),
    webhook: (notice) => publishWebhook(deps, notice),
    continuation: (place, run, n, delaySeconds) =>
      one({
        message: slice(place),
        deduplicationId: `c-${place.job}-${place.epoch}-${run}-${n}`,
        delaySeconds,
      }),
    furtherLines: (life, cause, lines) =>
      all(
        life.job,
        lines.map((line) => ({
          message: slice({ ...life, line }),
          deduplicationId: `l-${life.job}-${life.epoch}-${cause}-${line}`,
        })),
      ),
    watchdog: (life, gen, delaySeconds) =>
      one({
        message: watchdog(life, gen),
        deduplicationId: `w-${life.job}-${life.epoch}-${gen}`,
        delaySeconds,
      }),
    rescue: (life, run) =>
      one({
        message: slice({ ...life, line: 'w' }),
        deduplicationId: `r-${life.job}-${life.epoch}-${run}`,
      }),
    bulk: (message, cause) => {
      const deduplicationId = `b-${message.bulk}-${message.round}-${cause}`;
      return sent(
        deps,
        [{ message, deduplicationId }],
        'The action on many jobs was not begun or carried on.',
      );
    },
    revive: (life, revival) => all(life.job, revivalOf(life, revival)),
    replacement: (original, sourceMessageId, delaySeconds) =>
      one({ message: slice(original), deduplicationId: `f-${sourceMessageId}`, delaySeconds }),
  };
}
