import { z } from 'zod';

/** A header to deliver: canonical name, value. */
export type Header = [name: string, value: string];

/** State in QStash's terms. CREATED and RETRY are waiting; ACTIVE is in flight. */
export type MessageState =
  | 'CREATED'
  | 'ACTIVE'
  | 'RETRY'
  | 'DELIVERED'
  | 'FAILED'
  | 'CANCEL_REQUESTED'
  | 'CANCELLED';

export const methodSchema = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const headersSchema = z.array(z.tuple([z.string(), z.string()]));

const callbackSchema = z.object({
  url: z.string(),
  method: methodSchema,
  headers: headersSchema,
  /** Null: the same as the source message. */
  retries: z.number().nullable(),
  retryDelay: z.string().nullable(),
  timeoutMs: z.number().nullable(),
  delayMs: z.number(),
});

const flowSchema = z.object({
  key: z.string(),
  parallelism: z.number().nullable(),
  rate: z.number().nullable(),
  periodMs: z.number(),
});

const redactSchema = z.object({ body: z.boolean(), allHeaders: z.boolean(), headers: z.array(z.string()) });

/** The publisher's options besides URL, labels and body; stored as JSON. */
export const specSchema = z.object({
  method: methodSchema,
  headers: headersSchema,
  retries: z.number(),
  retryDelay: z.string().nullable(),
  timeoutMs: z.number().nullable(),
  /** Unix milliseconds; null means at once. */
  notBefore: z.number().nullable(),
  callback: callbackSchema.nullable(),
  failureCallback: callbackSchema.nullable(),
  flow: flowSchema.nullable(),
  redact: redactSchema,
  /** Absent in files of earlier versions. */
  deduplicationId: z.string().nullable().default(null),
  /** The schedule that sent it; absent in files of earlier versions. */
  scheduleId: z.string().nullable().default(null),
});

export type Method = z.infer<typeof methodSchema>;
export type CallbackSpec = z.infer<typeof callbackSchema>;
export type FlowSpec = z.infer<typeof flowSchema>;
export type Redact = z.infer<typeof redactSchema>;
export type Spec = z.infer<typeof specSchema>;

/** A valid message, not yet accepted. */
export interface Draft extends Spec {
  url: string;
  labels: string[];
  body: Buffer;
  callerIp: string;
  /** The message this is a callback of. */
  callbackOf: string | null;
}

/** An accepted message. Times are Unix milliseconds. */
export interface Message extends Spec {
  id: string;
  url: string;
  labels: string[];
  body: Buffer;
  callerIp: string;
  callbackOf: string | null;
  createdAt: number;
  /** Next delivery; null if in flight or finished. */
  dueAt: number | null;
  state: MessageState;
  /** Retries used; delivered as Upstash-Retried. */
  retried: number;
  /** Delivery attempts begun. */
  deliveries: number;
}

/** Outcome of a delivery attempt. Status 0: no response, with the reason in the body. */
export interface Attempt {
  status: number;
  headers: Record<string, string[]>;
  body: Buffer;
}

/** `{ name: [value, …] }`, QStash's JSON form of headers. */
export function headerMap(headers: Header[]): Record<string, string[]> {
  const map: Record<string, string[]> = {};
  for (const [name, value] of headers) map[name] = [...(map[name] ?? []), value];
  return map;
}
