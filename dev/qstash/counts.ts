import type { Message, MessageState } from './message.ts';
import type { Store } from './store.ts';

/** A message with its counters. Times are Unix milliseconds. */
export interface PublishedMessage {
  messageId: string;
  url: string;
  /** As text, never redacted. */
  body: string;
  labels: string[];
  createdAt: number;
  state: MessageState;
  /** Attempts begun, including dropped ones but not duplicates. */
  deliveries: number;
  /** Retries used, as in Upstash-Retried. */
  retried: number;
  /** Null if it is in flight or finished. */
  nextDeliveryTime: number | null;
  /** The message this is a callback or failure callback of; null if published by a client. */
  callbackOf: string | null;
  /** As given by its publisher. */
  deduplicationId: string | null;
}

export interface QstashStats {
  /** Ever accepted, including callbacks and those that are forgotten. */
  messages: number;
  waiting: number;
  inFlight: number;
  delivered: number;
  failed: number;
  cancelled: number;
  /** Attempts begun, over all messages that are not forgotten. */
  deliveries: number;
  deadLetters: number;
}

/** A message without the fields only needed for delivery. */
export function publishedMessage(message: Message): PublishedMessage {
  const { id, url, body, labels, createdAt, state, deliveries, retried, dueAt, callbackOf, deduplicationId } =
    message;
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
    deduplicationId,
  };
}

export function countStates(store: Store): QstashStats {
  const rows = store.messages.byState();
  const count = (...states: MessageState[]) =>
    rows.filter((row) => states.some((state) => state === row.state)).reduce((sum, row) => sum + row.n, 0);
  const messages = store.messages.accepted();
  const forgotten = messages - rows.reduce((sum, row) => sum + row.n, 0);
  return {
    messages,
    waiting: count('CREATED', 'RETRY'),
    inFlight: count('ACTIVE', 'CANCEL_REQUESTED'),
    delivered: count('DELIVERED') + forgotten,
    failed: count('FAILED'),
    cancelled: count('CANCELLED'),
    deliveries: rows.reduce((sum, row) => sum + row.deliveries, 0),
    deadLetters: store.deadLetters.size(),
  };
}
