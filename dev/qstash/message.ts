import { z } from 'zod';

/** A header as it is delivered: name in canonical case, value. */
export type Header = [name: string, value: string];

/** Where a message stands, in QStash's words. CREATED and RETRY wait for their time; ACTIVE is in flight. */
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
  /** null: as many as the source message has. */
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

/** What the publisher asked for beyond URL, labels and body; kept as JSON in the store. */
export const specSchema = z.object({
  method: methodSchema,
  headers: headersSchema,
  retries: z.number(),
  retryDelay: z.string().nullable(),
  timeoutMs: z.number().nullable(),
  /** Unix milliseconds; null: at once. */
  notBefore: z.number().nullable(),
  callback: callbackSchema.nullable(),
  failureCallback: callbackSchema.nullable(),
  flow: flowSchema.nullable(),
  redact: redactSchema,
  /** The schedule that sent it; absent in files of earlier versions. */
  scheduleId: z.string().nullable().default(null),
});

export type Method = z.infer<typeof methodSchema>;
export type CallbackSpec = z.infer<typeof callbackSchema>;
export type FlowSpec = z.infer<typeof flowSchema>;
export type Redact = z.infer<typeof redactSchema>;
export type Spec = z.infer<typeof specSchema>;

/** A valid message that is not accepted yet. */
export interface Draft extends Spec {
  url: string;
  labels: string[];
  body: Buffer;
  callerIp: string;
  deduplicationId: string | null;
  /** The message whose callback this is. */
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
  /** When it is delivered next; null when it is in flight or finished. */
  dueAt: number | null;
  state: MessageState;
  /** How many of its retries were used; delivered as Upstash-Retried. */
  retried: number;
  /** How many delivery attempts were begun. */
  deliveries: number;
}

/** How one delivery attempt ended. Status 0: no answer, with the reason in the body. */
export interface Attempt {
  status: number;
  headers: Record<string, string[]>;
  body: Buffer;
}

/** `{ name: [value, …] }`, the way QStash writes headers in JSON. */
export function headerMap(headers: Header[]): Record<string, string[]> {
  const map: Record<string, string[]> = {};
  for (const [name, value] of headers) map[name] = [...(map[name] ?? []), value];
  return map;
}
