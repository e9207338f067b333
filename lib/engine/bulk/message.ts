import { z } from 'zod';
import { MESSAGE_VERSION, parseBody } from '../messages.ts';

/** The message that carries a bulk action on. `at`: database time when its chain began, Unix milliseconds. */
const bulkSchema = z.object({
  v: z.literal(MESSAGE_VERSION),
  type: z.literal('bulk'),
  bulk: z.string(),
  round: z.int(),
  at: z.number(),
});
export type BulkMessage = z.infer<typeof bulkSchema>;

export function bulkMessage(bulk: string, round: number, at: number): BulkMessage {
  return { v: MESSAGE_VERSION, type: 'bulk', bulk, round, at };
}

/** Null if the body is not a bulk action's message. */
export const parseBulk = (body: string): BulkMessage | null => parseBody(bulkSchema, body);
