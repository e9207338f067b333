import type { Client, PublishBatchRequest } from '@upstash/qstash';
import { z } from 'zod';
import type { Clock, Random } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import { CALL_POLICY, withRetries } from '../core/retry.ts';
import { MESSAGE_VERSION, type Message, type WebhookMessage } from './messages.ts';
import type { EngineSettings } from './settings.ts';

/** A message to publish. Its deduplication id makes publishing twice harmless. */
interface Outgoing {
  message: Message | WebhookMessage;
  deduplicationId: string;
  delaySeconds?: number;
  /** Overrides the default retries. `retryDelay` is a QStash expression. */
  retries?: { retries: number; retryDelay: string };
}

export interface PublisherDeps {
  client: Client;
  /** Public base URL, without a trailing slash. */
  appUrl: string;
  clock: Clock;
  random: Random;
  settings: EngineSettings;
}

/** The first messages of an epoch: one per line, and a watchdog. */
export interface Start {
  jobId: string;
  epoch: number;
  lines: string[];
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
  /** A new token for each redelivery a user asks for; null for the first delivery. */
  again: string | null;
}

type Place = Pick<Message, 'job' | 'epoch' | 'line' | 'at'>;

/**
 * The only code that publishes job messages. Each method resolves once QStash has accepted them, else
 * rejects.
 */
export interface Publisher {
  /** @throws Refusal `queue_unavailable`. */
  start(start: Start): Promise<void>;
  /** @throws Refusal `queue_unavailable`. */
  webhook(notice: WebhookNotice): Promise<void>;
  /** The message that continues a slice's line. */
  continuation(place: Place, run: string, n: number, delaySeconds: number): Promise<void>;
  /** Messages on further lines for a stage that a slice has just opened. */
  stageLines(place: Omit<Place, 'line'>, stage: number, lines: string[]): Promise<void>;
  /** Arms the next watchdog. Its deduplication id contains the handled message's id, so it is armed only once. */
  nextWatchdog(place: Omit<Place, 'line'>, messageId: string, delaySeconds: number): Promise<void>;
  /** A message on line `w`, for work that the watchdog found waiting. */
  rescue(place: Omit<Place, 'line'>, run: string): Promise<void>;
  /** Replaces a message whose deliveries are exhausted. */
  replacement(message: Message, sourceMessageId: string, delaySeconds: number): Promise<void>;
}

const acceptedItem = z.object({ messageId: z.string().min(1) });

/** The queue refused or did not answer in time. */
export class NotAccepted extends Error {
  override readonly name = 'NotAccepted';
}

/** Rejects if `promise` takes longer than `timeoutMs`. @throws NotAccepted */
export async function before<T>(promise: Promise<T>, timeoutMs: number, clock: Clock): Promise<T> {
  const stop = new AbortController();
  const timeout = clock.sleep(timeoutMs, stop.signal).then(() => {
    throw new NotAccepted(`the queue did not answer within ${timeoutMs} ms`);
  });
  timeout.catch(() => {});
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    stop.abort(new Error('answered'));
  }
}

function toRequest({ appUrl, settings }: PublisherDeps, outgoing: Outgoing): PublishBatchRequest {
  const { message, deduplicationId, delaySeconds, retries } = outgoing;
  return {
    url: `${appUrl}/api/process`,
    body: JSON.stringify(message),
    headers: { 'Content-Type': 'application/json' },
    deduplicationId,
    retries: settings.messageRetries,
    retryDelay: String(settings.messageRetryDelayMs),
    ...retries,
    failureCallback: `${appUrl}/api/failed`,
    timeout: Math.ceil(settings.functionMaxMs / 1000),
    label: message.job,
    ...(delaySeconds ? { delay: delaySeconds } : {}),
  };
}

function message(type: Message['type'], place: Place): Message {
  return { v: MESSAGE_VERSION, type, job: place.job, epoch: place.epoch, line: place.line, at: place.at };
}

/** Publishes a batch in one call. @returns for each message, whether it was accepted. */
async function publish(deps: PublisherDeps, outgoing: Outgoing[]): Promise<boolean[]> {
  const requests = outgoing.map((each) => toRequest(deps, each));
  const { publishTimeoutMs } = deps.settings;
  const policy = { ...CALL_POLICY, budgetMs: publishTimeoutMs / 2 };
  const send = () => before(deps.client.batch(requests), publishTimeoutMs, deps.clock);
  const answer: unknown = await before(
    withRetries(send, (error) => !(error instanceof NotAccepted), { ...deps, policy }),
    publishTimeoutMs,
    deps.clock,
  );
  const items = z.array(z.unknown()).parse(answer);
  return requests.map((_, i) => acceptedItem.safeParse(items[i]).success);
}

async function publishAll(deps: PublisherDeps, outgoing: Outgoing[]): Promise<void> {
  const accepted = await publish(deps, outgoing);
  if (!accepted.every(Boolean)) {
    throw new NotAccepted(
      `the queue accepted ${accepted.filter(Boolean).length} of ${outgoing.length} messages`,
    );
  }
}

/** Retries back off from seconds to 40 minutes, to give a receiver that is down time to recover. */
async function publishWebhook(deps: PublisherDeps, notice: WebhookNotice): Promise<void> {
  const { jobId, epoch, event, body, at, again } = notice;
  const { webhookRetries, webhookBackoff } = deps.settings;
  const repeat = again === null ? '' : `-${again}`;
  const outgoing: Outgoing = {
    message: {
      v: MESSAGE_VERSION,
      type: 'webhook',
      job: jobId,
      epoch,
      line: 'h',
      at,
      event,
      body,
      again: again !== null,
    },
    deduplicationId: `h-${jobId}-${epoch}-${event}${repeat}`,
    retries: {
      retries: webhookRetries,
      retryDelay: `min(${webhookBackoff.capMs}, ${webhookBackoff.baseMs} * pow(4, retried))`,
    },
  };
  try {
    await publishAll(deps, [outgoing]);
  } catch (error) {
    const message = 'The queue did not accept the message that delivers the event. Try again soon.';
    throw new Refusal('queue_unavailable', message, { cause: error });
  }
}

/**
 * Succeeds if QStash accepts the watchdog and at least one line's message; the watchdog makes up for the
 * rest.
 */
async function publishStart(deps: PublisherDeps, slices: Outgoing[], watchdog: Outgoing): Promise<void> {
  try {
    const [armed, ...begun] = await publish(deps, [watchdog, ...slices]);
    if (!armed || !begun.some(Boolean))
      throw new NotAccepted('the queue refused the watchdog or every slice message');
  } catch (error) {
    throw new Refusal(
      'queue_unavailable',
      'The queue did not accept the job; nothing was created. Try again soon.',
      {
        cause: error,
      },
    );
  }
}

export function createPublisher(deps: PublisherDeps): Publisher {
  const start = async ({ jobId, epoch, lines, nonce, at, watchdogDelaySeconds }: Start) => {
    const place = { job: jobId, epoch, at };
    const slices = lines.map((line) => ({
      message: message('slice', { ...place, line }),
      deduplicationId: `l-${jobId}-${epoch}-${nonce}-${line}`,
    }));
    const watchdog = {
      message: message('watchdog', { ...place, line: 'w' }),
      deduplicationId: `w-${jobId}-${epoch}-${nonce}`,
      delaySeconds: watchdogDelaySeconds,
    };
    await publishStart(deps, slices, watchdog);
  };
  return {
    start,
    webhook: (notice) => publishWebhook(deps, notice),
    continuation: (place, run, n, delaySeconds) =>
      publishAll(deps, [
        {
          message: message('slice', place),
          deduplicationId: `c-${place.job}-${place.epoch}-${run}-${n}`,
          delaySeconds,
        },
      ]),
    stageLines: (place, stage, lines) =>
      publishAll(
        deps,
        lines.map((line) => ({
          message: message('slice', { ...place, line }),
          deduplicationId: `l-${place.job}-${place.epoch}-s${stage}-${line}`,
        })),
      ),
    nextWatchdog: (place, messageId, delaySeconds) =>
      publishAll(deps, [
        {
          message: message('watchdog', { ...place, line: 'w' }),
          deduplicationId: `w-${place.job}-${place.epoch}-${messageId}`,
          delaySeconds,
        },
      ]),
    rescue: (place, run) =>
      publishAll(deps, [
        {
          message: message('slice', { ...place, line: 'w' }),
          deduplicationId: `r-${place.job}-${place.epoch}-${run}`,
        },
      ]),
    replacement: (original, sourceMessageId, delaySeconds) =>
      publishAll(deps, [{ message: original, deduplicationId: `f-${sourceMessageId}`, delaySeconds }]),
  };
}
