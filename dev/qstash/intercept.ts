/**
 * What can go wrong between a publisher and QStash.
 * refuse: 500, nothing stored · hang: never answered, nothing stored · store_then_hang: stored, never answered ·
 * store_then_fail: stored, answered 500.
 */
export type PublishFault = 'refuse' | 'hang' | 'store_then_hang' | 'store_then_fail';

/**
 * What can go wrong between QStash and a destination.
 * twice: delivered a second time at the same moment, the second answer ignored · delayMs: begins that much later ·
 * lose_ack: delivered, the answer counted as a network failure · drop_attempt: not delivered, counted as a failed attempt.
 */
export type DeliveryFault = 'twice' | 'lose_ack' | 'drop_attempt' | { delayMs: number };

/** One publish or batch request that passed authorization and has at least one valid message. */
export interface PublishSeen {
  kind: 'publish' | 'batch';
  messages: { url: string; labels: string[]; body: string }[];
}

/** One delivery attempt that is about to begin. */
export interface DeliverySeen {
  messageId: string;
  url: string;
  labels: string[];
  body: string;
  /** As delivered in Upstash-Retried. */
  retried: number;
  /** Which attempt of this message it is, from 1; ahead of `retried` when the server was killed in between. */
  attempt: number;
  /** The message whose callback this is. */
  callbackOf: string | null;
}

/** The seam for fault injection: asked once a request and once an attempt; undefined lets it pass. */
export interface Intercept {
  publish?(seen: PublishSeen): PublishFault | undefined;
  deliver?(seen: DeliverySeen): DeliveryFault | undefined;
}
