import type { Client, PublishBatchRequest } from '@upstash/qstash';
import { z } from 'zod';
import type { Clock, Random } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { CALL_POLICY, withRetries } from '../core/retry.ts';
import type { BulkMessage } from './bulk/message.ts';
import type { Message } from './messages.ts';
import { faultOf, NotAccepted, objected, outage, type QueueFault } from './queue-fault.ts';
import type { Limited, QueuePlan } from './queue-plan.ts';
import { itemWords } from './queue-words.ts';
import type { EngineSettings } from './settings.ts';

type Request = PublishBatchRequest & { retries: number; delay?: number };

/** A message to publish. Its deduplication id makes publishing twice harmless. */
export interface Outgoing {
  message: Message | BulkMessage;
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
  log: Log;
  settings: EngineSettings;
  plan: QueuePlan;
  /** Takes secrets out of the queue's words. */
  hush(text: string): string;
}

const PROBE_TIMEOUT_SECONDS = 15;

const acceptedItem = z.object({ messageId: z.string().min(1) });

/** Rejects if `promise` takes longer than `timeoutMs`. @throws NotAccepted */
async function before<T>(promise: Promise<T>, timeoutMs: number, clock: Clock): Promise<T> {
  const stop = new AbortController();
  const timeout = clock.sleep(timeoutMs, stop.signal).then(() => {
    throw new NotAccepted(outage(`the queue did not answer within ${timeoutMs} ms`, 'no'));
  });
  timeout.catch(() => {});
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    stop.abort(new Error('answered'));
  }
}

/**
 * One call to the queue, tried again while that can help.
 * @throws NotAccepted
 */
export async function ask<T>(deps: PublisherDeps, work: () => Promise<T>): Promise<T> {
  const { clock, hush } = deps;
  const { publishTimeoutMs } = deps.settings;
  const budgetMs = publishTimeoutMs / 2;
  let bursts = 0;
  const once = async () => {
    try {
      return await before(work(), publishTimeoutMs, clock);
    } catch (error) {
      if (error instanceof NotAccepted) throw error;
      const fault = faultOf(error, clock.now(), hush);
      // Bursts are counted by the second.
      if (fault.again === 'once' && bursts === 0)
        await clock.sleep(Math.min(fault.retryAfterMs ?? 1_000, budgetMs / 2));
      throw new NotAccepted(fault);
    }
  };
  const mayHelp = (error: unknown) =>
    error instanceof NotAccepted &&
    (error.fault.again === 'yes' || (error.fault.again === 'once' && bursts++ === 0));
  const policy = { ...CALL_POLICY, budgetMs };
  return before(withRetries(once, mayHelp, { ...deps, policy }), publishTimeoutMs, clock);
}

const labelOf = (message: Message | BulkMessage): string =>
  message.type === 'bulk' ? message.bulk : message.job;

function toRequest({ appUrl, settings, plan }: PublisherDeps, outgoing: Outgoing): Request {
  const { message, deduplicationId, delaySeconds = 0, retries } = outgoing;
  const delay = plan.atMost('delay', delaySeconds);
  const asked = {
    retries: settings.messageRetries,
    retryDelay: `min(${settings.messageRetryCapMs}, ${settings.messageRetryDelayMs} * pow(1.6, retried))`,
    ...retries,
  };
  return {
    url: `${appUrl}/api/process`,
    body: JSON.stringify(message),
    headers: { 'Content-Type': 'application/json' },
    deduplicationId,
    ...asked,
    retries: plan.atMost('retries', asked.retries),
    failureCallback: `${appUrl}/api/failed`,
    timeout: Math.ceil(settings.functionMaxMs / 1000),
    label: labelOf(message),
    ...(delay > 0 ? { delay } : {}),
  };
}

/** Whether the plan takes less of what a request asked for, so that it can be sent again with that. */
export function canAskLess(
  { plan }: PublisherDeps,
  { objection, words }: QueueFault,
  asked: Record<Limited, number>,
): boolean {
  return (objection === 'retries' || objection === 'delay') && plan.lower(objection, asked[objection], words);
}

/** Sends requests once, without regard to the plan. @returns each one's fault; null if it was accepted. */
async function send(deps: PublisherDeps, requests: Request[]): Promise<(QueueFault | null)[]> {
  try {
    const answer: unknown = await ask(deps, () => deps.client.batch(requests));
    const items = Array.isArray(answer) ? answer : [];
    return requests.map((_, i) =>
      acceptedItem.safeParse(items[i]).success ? null : objected(deps.hush(itemWords(items[i])), null),
    );
  } catch (error) {
    // One whose plan is exceeded may refuse the whole batch.
    if (error instanceof NotAccepted && error.fault.objection) return requests.map(() => error.fault);
    throw error;
  }
}

function tellOnce({ log }: PublisherDeps, faults: readonly (QueueFault | null)[]): void {
  const refused = faults.filter((fault) => fault !== null);
  for (const words of new Set(refused.map((fault) => fault.words))) {
    const alike = refused.filter((fault) => fault.words === words);
    log.error('queue_refused', { code: alike[0]?.code, reason: words, messages: alike.length });
  }
}

/**
 * Publishes a batch; what the plan does not take is lowered and sent again. Logs each reason of a refusal once.
 * @returns for each message its fault; null if it was accepted. @throws NotAccepted for all of them.
 */
export async function publish(deps: PublisherDeps, outgoing: Outgoing[]): Promise<(QueueFault | null)[]> {
  const work = async () => {
    const faults: (QueueFault | null)[] = outgoing.map(() => null);
    let open = outgoing.map((each, place) => ({ each, place }));
    while (open.length > 0) {
      const requests = open.map(({ each }) => toRequest(deps, each));
      const answers = await send(deps, requests);
      open.forEach(({ place }, i) => {
        faults[place] = answers[i] ?? null;
      });
      open = open.filter((_, i) => {
        const { retries = 0, delay = 0 } = requests[i] ?? {};
        const fault = answers[i];
        return fault && canAskLess(deps, fault, { retries, delay: Number(delay) });
      });
    }
    return faults;
  };
  const faults = await before(work(), deps.settings.publishTimeoutMs, deps.clock);
  if (faults.includes(null)) deps.plan.confirm();
  tellOnce(deps, faults);
  return faults;
}

/** What stands for all that was refused; null if everything was accepted. */
export function notAccepted(faults: readonly (QueueFault | null)[]): NotAccepted | null {
  const refused = faults.filter((fault) => fault !== null);
  const [first] = refused;
  if (!first) return null;
  return new NotAccepted(first, `the queue refused ${refused.length} of ${faults.length} messages`);
}

/** @throws NotAccepted unless every message was accepted. */
export async function publishAll(deps: PublisherDeps, outgoing: Outgoing[]): Promise<void> {
  const refused = notAccepted(await publish(deps, outgoing));
  if (refused) throw refused;
}

/**
 * Publishes a probe, which is delivered once or never, to no failure callback. @returns the queue's id of it.
 * @throws the error of the queue's client; NotAccepted if it does not answer.
 */
export async function publishProbe(
  { client, appUrl, clock, settings }: Pick<PublisherDeps, 'client' | 'appUrl' | 'clock' | 'settings'>,
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
