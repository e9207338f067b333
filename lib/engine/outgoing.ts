import type { Client, PublishBatchRequest } from '@upstash/qstash';
import { z } from 'zod';
import type { Clock, Random } from '../core/clock.ts';
import { CALL_POLICY, withRetries } from '../core/retry.ts';
import type { Message } from './messages.ts';
import type { EngineSettings } from './settings.ts';

/** A message to publish. Its deduplication id makes publishing twice harmless. */
export interface Outgoing {
  message: Message;
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

const PROBE_TIMEOUT_SECONDS = 15;

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
    retryDelay: `min(${settings.messageRetryCapMs}, ${settings.messageRetryDelayMs} * pow(1.6, retried))`,
    ...retries,
    failureCallback: `${appUrl}/api/failed`,
    timeout: Math.ceil(settings.functionMaxMs / 1000),
    label: message.job,
    ...(delaySeconds ? { delay: delaySeconds } : {}),
  };
}

/** Publishes a batch in one call. @returns for each message, whether it was accepted. */
export async function publish(deps: PublisherDeps, outgoing: Outgoing[]): Promise<boolean[]> {
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

/** @throws NotAccepted unless every message was accepted. */
export async function publishAll(deps: PublisherDeps, outgoing: Outgoing[]): Promise<void> {
  const accepted = await publish(deps, outgoing);
  if (!accepted.every(Boolean)) {
    throw new NotAccepted(
      `the queue accepted ${accepted.filter(Boolean).length} of ${outgoing.length} messages`,
    );
  }
}

/**
 * Publishes a probe, which is delivered once or never, to no failure callback. @returns the queue's id of it.
 * @throws the error of the queue's client; NotAccepted if it does not answer.
 */
export async function publishProbe(
  { client, appUrl, clock, settings }: Omit<PublisherDeps, 'random'>,
  body: string,
): Promise<string> {
  const request = {
    url: `${appUrl}/api/process`,
    body,
    headers: { 'Content-Type': 'application/json' },
    retries: 0,
    timeout: PROBE_TIMEOUT_SECONDS,
    label: 'probe',
  };
  const answer: unknown = await before(client.publish(request), settings.publishTimeoutMs, clock);
  return acceptedItem.parse(answer).messageId;
}
