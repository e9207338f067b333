import { z } from 'zod';

/** The version of the message body; a deployment reads the messages of the one before. */
export const MESSAGE_VERSION = 1;

const envelope = { v: z.literal(MESSAGE_VERSION), job: z.string(), epoch: z.number().int(), at: z.number() };

/**
 * What a message carries that carries a job forward. `line` is the strand of work it belongs to: `0…n-1`, or `w` for
 * work that the watchdog dispatches. `at` is the database's clock when the chain of messages began, milliseconds.
 */
const workSchema = z.strictObject({ ...envelope, type: z.enum(['slice', 'watchdog']), line: z.string() });
export type Message = z.infer<typeof workSchema>;

/**
 * What a message carries that delivers an event: `body` byte for byte, so that every attempt is the same whatever has
 * become of the job. `at` is when the job ended. `again` where a user has asked for it.
 */
const webhookSchema = z.strictObject({
  ...envelope,
  type: z.literal('webhook'),
  line: z.literal('h'),
  event: z.string(),
  body: z.string(),
  again: z.boolean(),
});
export type WebhookMessage = z.infer<typeof webhookSchema>;

export const messageSchema = z.discriminatedUnion('type', [workSchema, webhookSchema]);

/** The JSON text as the schema reads it; null where it is not JSON or does not fit. */
export function parseBody<T>(schema: z.ZodType<T>, body: string): T | null {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Null when the body is not one of a job's messages. */
export function parseMessage(body: string): Message | WebhookMessage | null {
  return parseBody(messageSchema, body);
}
