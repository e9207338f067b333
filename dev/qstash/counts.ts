import type { Message, MessageState } from './message.ts';
import type { Store } from './store.ts';

/** A message as the server counts it. Times are Unix milliseconds. */
export interface PublishedMessage {
  messageId: string;
  url: string;
  /** As text, never redacted. */
  body: string;
  labels: string[];
  createdAt: number;
  state: MessageState;
  /** Attempts begun so far, dropped ones included, doubles apart. */
  deliveries: number;
  /** Retries used so far, as in Upstash-Retried. */
  retried: number;
  /** null when it is in flight or finished. */
  nextDeliveryTime: number | null;
  /** The message whose callback or failure callback this is; null for those that came from outside. */
  callbackOf: string | null;
}

export interface QstashStats {
  /** Accepted ones, callbacks included. */
  messages: number;
  waiting: number;
  inFlight: number;
  delivered: number;
  failed: number;
  cancelled: number;
  /** Attempts begun, over all messages. */
  deliveries: number;
  deadLetters: number;
}

/** The message without what only delivering it needs. */
export function publishedMessage(message: Message): PublishedMessage {
  const { id, url, body, labels, createdAt, state, deliveries, retried, dueAt, callbackOf } = message;
  return {
    messageId: id,
    url,
    body: body.toString(),
    labels,
    createdAt,
    state,
    deliveries,
    retried,
    nextDeliveryTime: dueAt,
    callbackOf,
  };
}

export function countStates(store: Store): QstashStats {
  const rows = store.messages.byState();
  const count = (...states: MessageState[]) =>
    rows.filter((row) => states.some((state) => state === row.state)).reduce((sum, row) => sum + row.n, 0);
  return {
    messages: rows.reduce((sum, row) => sum + row.n, 0),
    waiting: count('CREATED', 'RETRY'),
    inFlight: count('ACTIVE', 'CANCEL_REQUESTED'),
    delivered: count('DELIVERED'),
    failed: count('FAILED'),
    cancelled: count('CANCELLED'),
    deliveries: rows.reduce((sum, row) => sum + row.deliveries, 0),
    deadLetters: store.deadLetters.size(),
  };
}
