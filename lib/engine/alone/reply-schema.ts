import { z } from 'zod';
import type { StepReply } from './messages.ts';

const furtherSchema = z.object({ stage: z.number(), key: z.string(), input: z.unknown().optional() });

/** Apart from the messages: the child, which is to start fast, does without zod. */
export const replySchema: z.ZodType<StepReply> = z.discriminatedUnion('is', [
  z.object({ is: z.literal('begins') }),
  z.object({
    is: z.literal('done'),
    output: z.unknown(),
    record: z.unknown(),
    further: z.array(furtherSchema),
  }),
  z.object({
    is: z.literal('failed'),
    type: z.enum(['permanent', 'transient', 'refusal', 'silence', 'given_back', 'other']),
    code: z.string(),
    message: z.string(),
    retryAfterMs: z.number().optional(),
  }),
]);

/** Which run a message is about, whatever it says of it. */
export const envelopeSchema = z.object({ run: z.number(), reply: z.unknown().optional() });
