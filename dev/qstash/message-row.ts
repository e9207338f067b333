import { z } from 'zod';
import { type Message, specSchema } from './message.ts';

const states = z.enum(['CREATED', 'ACTIVE', 'RETRY', 'DELIVERED', 'FAILED', 'CANCEL_REQUESTED', 'CANCELLED']);
export const json = <T extends z.ZodType>(inner: T) =>
  z.string().transform((text) => inner.parse(JSON.parse(text)));

const rowSchema = z.object({
  id: z.string(),
  url: z.string(),
  labels: json(z.array(z.string())),
  caller_ip: z.string(),
  callback_of: z.string().nullable(),
  spec: json(specSchema),
  body: z.instanceof(Uint8Array),
  created_at: z.number(),
  due_at: z.number().nullable(),
  state: states,
  retried: z.number(),
  deliveries: z.number(),
});

/** Parses a row of the table `message`. */
export function decodeMessage(row: unknown): Message {
  const { caller_ip, callback_of, spec, body, created_at, due_at, ...rest } = rowSchema.parse(row);
  return {
    ...spec,
    ...rest,
    callerIp: caller_ip,
    callbackOf: callback_of,
    createdAt: created_at,
    dueAt: due_at,
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  };
}

const summarySchema = z.object({
  id: z.string(),
  url: z.string(),
  labels: json(z.array(z.string())),
  flow_key: z.string().nullable(),
  schedule_id: z.string().nullable(),
  caller_ip: z.string(),
  created_at: z.number(),
});

/** The fields needed by filters, without spec and body. */
export interface MessageSummary {
  messageId: string;
  url: string;
  labels: string[];
  flowControlKey: string | null;
  scheduleId: string | null;
  callerIp: string;
  createdAt: number;
}

export function decodeSummary(row: unknown): MessageSummary {
  const { id, flow_key, schedule_id, caller_ip, created_at, ...rest } = summarySchema.parse(row);
  const of = { messageId: id, flowControlKey: flow_key, scheduleId: schedule_id };
  return { ...of, callerIp: caller_ip, createdAt: created_at, ...rest };
}
