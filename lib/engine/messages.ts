import { z } from 'zod';

/** The version of the message body; a deployment reads the messages of the one before. */
export const MESSAGE_VERSION = 1;

/**
 * What a message carries. `line` is the strand of work it belongs to: `0…n-1`, or `w` for work that the watchdog
 * dispatches. `at` is the database's clock when the chain of messages began, milliseconds.
 */
export const messageSchema = z.strictObject({
  v: z.literal(MESSAGE_VERSION),
  type: z.enum(['slice', 'watchdog']),
  job: z.string(),
  epoch: z.number().int(),
  line: z.string(),
  at: z.number(),
});
export type Message = z.infer<typeof messageSchema>;

/** Null when the body is not one of our messages. */
export function parseMessage(body: string): Message | null {
  try {
    return messageSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
