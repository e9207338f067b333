import type { Answer } from './answer.ts';
import type { Delivery } from './deps.ts';

/** A message type defined by a product, such as a schedule's. */
export interface OwnMessage {
  /** Returns `done` only once the work is safe. Throws to be redelivered. */
  handle(delivery: Delivery): Promise<Answer>;
  /** Called when the deliveries are exhausted. @param messageId QStash's id of the message, if known. */
  exhausted(messageId: string | null): Answer | Promise<Answer>;
}

/** Parses a message body; null if it is not one of the product's. */
export type MessageReader = (body: string) => OwnMessage | null;

/** The first match among the products' readers. */
export function readOwnMessage(readers: readonly MessageReader[], body: string): OwnMessage | null {
  for (const read of readers) {
    const message = read(body);
    if (message) return message;
  }
  return null;
}
