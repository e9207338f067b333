import type { Answer } from './answer.ts';
import type { Delivery } from './deps.ts';

/** A message of a product's own, such as one that a schedule sends. */
export interface OwnMessage {
  /** Its work is safe once this resolves to `done`. Throws to be delivered again. */
  handle(delivery: Delivery): Promise<Answer>;
  /** Its deliveries are exhausted. @param messageId the queue's, null where it does not say. */
  exhausted(messageId: string | null): Answer;
}

/** Reads the body of a message; null where it is none of the product's. */
export type MessageReader = (body: string) => OwnMessage | null;

/** The first product's that knows the body. */
export function readOwnMessage(readers: readonly MessageReader[], body: string): OwnMessage | null {
  for (const read of readers) {
    const message = read(body);
    if (message) return message;
  }
  return null;
}
