import { z } from 'zod';

/**
 * Version of the message body. A deployment must read the previous version too; it ignores fields that it does
 * not know, and asks for redelivery of a newer version, which lives on after a rollback.
 */
export const MESSAGE_VERSION = 1;

const envelope = { v: z.literal(MESSAGE_VERSION), job: z.string(), epoch: z.number().int(), at: z.number() };

/**
 * Body of a slice message. `line` is `0…n-1`, or `w` for work published by a watchdog. `at` is the database
 * time when the chain of messages began, Unix milliseconds. `kind` is the job's, in its very first message alone: that
 * slice begins with its first stage.
 */
const sliceSchema = z.object({
  ...envelope,
  type: z.literal('slice'),
  line: z.string(),
  kind: z.string().optional(),
});
export type SliceMessage = z.infer<typeof sliceSchema>;

/** Body of a watchdog message. `gen` counts the watchdogs of an epoch; one from before generations is the first. */
const watchdogSchema = z.object({
  ...envelope,
  type: z.literal('watchdog'),
  line: z.literal('w'),
  gen: z.int().default(1),
});
export type WatchdogMessage = z.infer<typeof watchdogSchema>;

/**
 * Body of a webhook message. `body` is sent verbatim, so every attempt is identical. `at` is when the job
 * ended; `again` means that a user asked for redelivery.
 */
const webhookSchema = z.object({
  ...envelope,
  type: z.literal('webhook'),
  line: z.literal('h'),
  event: z.string(),
  body: z.string(),
  again: z.boolean(),
});
type WebhookMessage = z.infer<typeof webhookSchema>;

/** Body of the message of an analysis's own event. Code that knows no such event leaves it for later. */
const ownEventSchema = webhookSchema.extend({ v: z.literal(2), type: z.literal('own_event') });
export type EventMessage = WebhookMessage | z.infer<typeof ownEventSchema>;

export const messageSchema = z.discriminatedUnion('type', [
  sliceSchema,
  watchdogSchema,
  webhookSchema,
  ownEventSchema,
]);
export type Message = z.infer<typeof messageSchema>;

/** Parses JSON with the schema; null if either fails. */
export function parseBody<T>(schema: z.ZodType<T>, body: string): T | null {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Null if the body is not a job's message. */
export function parseMessage(body: string): Message | null {
  return parseBody(messageSchema, body);
}

const versioned = z.looseObject({ v: z.int().gt(MESSAGE_VERSION) });

/** Whether the body is of a version that only newer code can read. */
export function isNewer(body: string): boolean {
  return parseBody(versioned, body) !== null;
}
