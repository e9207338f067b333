import { callbackMessage } from './callbacks.ts';
import type { Attempt, Message } from './message.ts';
import { retryAfterMs } from './retry-after.ts';
import { compileRetryDelay, type RetryDelay } from './retry-delay.ts';
import type { Store } from './store.ts';

const NON_RETRYABLE_STATUS = 489;

type Verdict = { kind: 'delivered' } | { kind: 'failed' } | { kind: 'retry'; delayMs: number };

/** Only 200-299 counts as delivered; otherwise retries while any are left, unless the destination forbids it. */
function judge(message: Message, attempt: Attempt, now: number, defaultDelay: RetryDelay): Verdict {
  const { status, headers } = attempt;
  if (status >= 200 && status <= 299) return { kind: 'delivered' };
  const nonRetryable =
    status === NON_RETRYABLE_STATUS && headers['upstash-nonretryable-error']?.[0]?.toLowerCase() === 'true';
  if (nonRetryable || message.retried >= message.retries) return { kind: 'failed' };
  const backoff = message.retryDelay === null ? defaultDelay : compileRetryDelay(message.retryDelay);
  return { kind: 'retry', delayMs: retryAfterMs(headers, now) ?? backoff(message.retried) };
}

/**
 * Records an attempt's outcome and publishes its callbacks, in one transaction.
 * @param defaultDelay between the deliveries of a message that sets none.
 */
export function settle(
  store: Store,
  message: Message,
  attempt: Attempt,
  now: number,
  defaultDelay: RetryDelay,
): void {
  const { messages, deadLetters } = store;
  store.transaction(() => {
    const verdict = judge(message, attempt, now, defaultDelay);
    const cancelled = messages.cancelRequested(message.id);
    if (cancelled && verdict.kind !== 'delivered') {
      messages.end(message.id, 'CANCELLED', message.retried, null);
      return;
    }
    if (verdict.kind === 'delivered') messages.end(message.id, 'DELIVERED', message.retried, null);
    if (verdict.kind === 'retry') {
      messages.end(message.id, 'RETRY', message.retried + 1, now + Math.ceil(verdict.delayMs));
    }
    if (message.callback !== null) {
      messages.insert(callbackMessage(message.callback, message, attempt, now), now);
    }
    if (verdict.kind !== 'failed') return;
    messages.end(message.id, 'FAILED', message.retried, null);
    const dlqId = deadLetters.add(message.id, attempt, now);
    if (message.failureCallback !== null) {
      messages.insert(callbackMessage(message.failureCallback, message, attempt, now, dlqId), now);
    }
  });
}
