import { systemClock } from '../../lib/core/clock.ts';
import { QueueFileError } from './file-faults.ts';
import type { DeliveryFault, Intercept } from './intercept.ts';
import type { Attempt, Message } from './message.ts';
import type { RetryDelay } from './retry-delay.ts';
import { type Deliver, FILE_RETRY_MS } from './scheduler.ts';
import { noAnswer, send } from './send.ts';
import { settle } from './settle.ts';
import type { Store } from './store.ts';

interface DeliverOptions {
  store: Store;
  fetch: typeof fetch;
  now: () => number;
  intercept: Intercept;
  defaultDelay: RetryDelay;
}

function faultFor(intercept: Intercept, message: Message): DeliveryFault | undefined {
  const { id, url, labels, body, retried, deliveries, callbackOf } = message;
  return intercept.deliver?.({
    messageId: id,
    url,
    labels,
    body: body.toString(),
    retried,
    attempt: deliveries,
    callbackOf,
  });
}

/** Makes one delivery attempt, with the fault chosen by the intercept, and records its outcome. */
export function deliverer({ store, fetch, now, intercept, defaultDelay }: DeliverOptions): Deliver {
  const call = (message: Message, signal: AbortSignal) =>
    send(message, { fetch, key: store.settings.keys().current, now: now(), signal });

  const attempt: (...of: Parameters<Deliver>) => Promise<Attempt> = async (message, signal, track) => {
    const fault = faultFor(intercept, message);
    if (fault === 'drop_attempt') return noAnswer('dropped before it was sent');
    if (fault === 'bad_gateway') return { status: 502, headers: {}, body: Buffer.from('Bad Gateway') };
    if (typeof fault === 'object') await systemClock.sleep(fault.delayMs, signal);
    if (fault === 'twice') track(call(message, signal));
    const answer = await call(message, signal);
    return fault === 'lose_ack' ? noAnswer('the answer was lost') : answer;
  };

  /** While the file cannot be written the outcome is kept here; if the server ends first, it is delivered again. */
  const record = async (message: Message, answer: Attempt, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        return settle(store, message, answer, now(), defaultDelay);
      } catch (error) {
        if (!(error instanceof QueueFileError)) throw error;
      }
      await systemClock.sleep(FILE_RETRY_MS, signal).catch(() => {});
    }
  };

  return async (message, signal, track) => {
    const answer = await attempt(message, signal, track).catch((error: unknown) => {
      if (signal.aborted) return noAnswer('aborted');
      throw error;
    });
    await record(message, answer, signal);
  };
}
