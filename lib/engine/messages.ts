import { z } from 'zod';

/** Version of the message body. A deployment must read the previous version too. */
export const MESSAGE_VERSION = 1;

const envelope = { v: z.literal(MESSAGE_VERSION), job: z.string(), epoch: z.number().int(), at: z.number() };

/**
 * Body of a slice or watchdog message. `line` is `0…n-1`, or `w` for work published by the watchdog. `at` is
 * the database time when the chain of messages began, Unix milliseconds.
 */
const workSchema = z.strictObject({ ...envelope, type: z.enum(['slice', 'watchdog']), line: z.string() });
export type Message = z.infer<typeof workSchema>;

/**
 * Body of a webhook message. `body` is sent verbatim, so every attempt is identical. `at` is when the job
 * ended; `again` means that a user asked for redelivery.
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

/** Parses JSON with the schema; null if either fails. */
export function parseBody<T>(schema: z.ZodType<T>, body: string): T | null {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Null if the body is not a job's message. */
export function parseMessage(body: string): Message | WebhookMessage | null {
  return parseBody(messageSchema, body);
}
