import type { CallSeen, Refuse } from './refuse.ts';

/**
 * Faults between a publisher and QStash:
 * - `refuse`: 500, nothing stored
 * - `hang`: never answered, nothing stored
 * - `store_then_hang`: stored, never answered
 * - `store_then_fail`: stored, answered 500
 */
export type PublishFault = 'refuse' | 'hang' | 'store_then_hang' | 'store_then_fail';

/**
 * Faults between QStash and a destination:
 * - `twice`: delivered twice at the same time, the second response ignored
 * - `delayMs`: starts that much later
 * - `lose_ack`: delivered, but the response counts as a network failure
 * - `drop_attempt`: not delivered, counts as a failed attempt
 * - `bad_gateway`: not delivered, answered 502
 */
export type DeliveryFault = 'twice' | 'lose_ack' | 'drop_attempt' | 'bad_gateway' | { delayMs: number };

/** A publish or batch request that is authorized and has at least one valid message. */
export interface PublishSeen {
  kind: 'publish' | 'batch';
  messages: { url: string; labels: string[]; body: string }[];
}

/** A delivery attempt about to begin. */
export interface DeliverySeen {
  messageId: string;
  url: string;
  labels: string[];
  body: string;
  /** As in Upstash-Retried. */
  retried: number;
  /** Number of this attempt, from 1; exceeds `retried` if the server was killed in between. */
  attempt: number;
  /** The message this is a callback of. */
  callbackOf: string | null;
}

/** Hook for fault injection: called per request and per attempt; undefined lets it pass. */
export interface Intercept {
  /** What the service refuses of any call with the right token. */
  refuse?(seen: CallSeen): Refuse | undefined;
  publish?(seen: PublishSeen): PublishFault | undefined;
  deliver?(seen: DeliverySeen): DeliveryFault | undefined;
}
