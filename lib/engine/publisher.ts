import type { Client, PublishBatchRequest } from '@upstash/qstash';
import { z } from 'zod';
import type { Clock, Random } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import { CALL_POLICY, withRetries } from '../core/retry.ts';
import { MESSAGE_VERSION, type Message, type WebhookMessage } from './messages.ts';
import type { EngineSettings } from './settings.ts';

/** A message to be published; the deduplication id makes a repeated publish harmless. */
interface Outgoing {
  message: Message | WebhookMessage;
  deduplicationId: string;
  delaySeconds?: number;
  /** Where they are not those of all messages. `retryDelay` is an expression of QStash's. */
  retries?: { retries: number; retryDelay: string };
}

export interface PublisherDeps {
  client: Client;
  /** Where the queue calls back, without a trailing slash. */
  appUrl: string;
  clock: Clock;
  random: Random;
  settings: EngineSettings;
}

/** The messages that begin a life of a job: lanes and a watchdog. */
export interface Start {
  jobId: string;
  epoch: number;
  lines: string[];
  /** New for each request, so that no earlier try's deduplication id is met. */
  nonce: string;
  /** The database's clock when the request began, milliseconds. */
  at: number;
  watchdogDelaySeconds: number;
}

/** The end of a job, to be told to whoever asked. */
export interface WebhookNotice {
  jobId: string;
  epoch: number;
  /** `job.completed` and the like. */
  event: string;
  /** What is delivered, byte for byte. */
  body: string;
  /** When the job ended, by the database's clock, milliseconds. */
  at: number;
  /** New for each time that a user asks for it again; null the first time. */
  again: string | null;
}

type Place = Pick<Message, 'job' | 'epoch' | 'line' | 'at'>;

/** The only publisher. Every method resolves once QStash has accepted the messages and rejects otherwise. */
export interface Publisher {
  /** Resolves once every message is accepted. @throws Refusal `queue_unavailable`. */
  start(start: Start): Promise<void>;
  /** Resolves once the message that delivers the event is accepted. @throws Refusal `queue_unavailable`. */
  webhook(notice: WebhookNotice): Promise<void>;
  /** The message with which a slice hands over its line. */
  continuation(place: Place, run: string, n: number, delaySeconds: number): Promise<void>;
  /** Further lanes for the stage that a slice has opened. */
  stageLanes(place: Omit<Place, 'line'>, stage: number, lines: string[]): Promise<void>;
  /** The next watchdog; named after the message that is being handled, so that it is armed once. */
  nextWatchdog(place: Omit<Place, 'line'>, messageId: string, delaySeconds: number): Promise<void>;
  /** The lane that a watchdog sends to look after what it found. */
  rescue(place: Omit<Place, 'line'>, run: string): Promise<void>;
  /** In place of a message whose deliveries are exhausted. */
  replacement(message: Message, sourceMessageId: string, delaySeconds: number): Promise<void>;
}

const acceptedItem = z.object({ messageId: z.string().min(1) });

/** The queue answered too late, or refused. */
export class NotAccepted extends Error {
  override readonly name = 'NotAccepted';
}

/** @throws NotAccepted when the promise takes longer. */
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

/** Publishes a batch in one call. Returns, item by item, whether it was accepted. */
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

/** Growing from seconds to most of an hour: a receiver that is down is given the time to come back. */
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

/** A life of a job can begin once its watchdog and at least one lane are accepted. */
async function publishStart(deps: PublisherDeps, lanes: Outgoing[], watchdog: Outgoing): Promise<void> {
  try {
    const [armed, ...begun] = await publish(deps, [watchdog, ...lanes]);
    if (!armed || !begun.some(Boolean)) throw new NotAccepted('the queue refused the watchdog or every lane');
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
    const lanes = lines.map((line) => ({
      message: message('slice', { ...place, line }),
      deduplicationId: `l-${jobId}-${epoch}-${nonce}-${line}`,
    }));
    const watchdog = {
      message: message('watchdog', { ...place, line: 'w' }),
      deduplicationId: `w-${jobId}-${epoch}-${nonce}`,
      delaySeconds: watchdogDelaySeconds,
    };
    await publishStart(deps, lanes, watchdog);
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
    stageLanes: (place, stage, lines) =>
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
