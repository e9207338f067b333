import { z } from 'zod';
import { ApiError, notImplemented } from './api-error.ts';
import type { Context } from './context.ts';
import { readMessage } from './headers.ts';
import type { Answer, Call } from './http.ts';
import type { Draft } from './message.ts';
import { refuseDraft } from './refuse.ts';

interface Accepted {
  messageId: string;
  deduplicated?: true;
}
type Item = Draft | ApiError;

const batchSchema = z.array(z.unknown());
const batchItemSchema = z.object({
  destination: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  queue: z.string().optional(),
});

/** Stores a message unless its deduplication id was used in the last ten minutes. */
function keep({ store, gate }: Context, draft: Draft, now: number): Accepted {
  const { deduplicationId, flow } = draft;
  const old = deduplicationId === null ? undefined : store.messages.duplicateOf(deduplicationId, now);
  if (old !== undefined) return { messageId: old, deduplicated: true };
  if (flow !== null) {
    store.flow.configure(flow);
    gate.reopen(flow.key);
  }
  return { messageId: store.messages.insert(draft, now) };
}

interface Request {
  kind: 'publish' | 'batch';
  items: Item[];
  /** Time of the request; all its messages' times are relative to it. */
  now: number;
}

/** Stores the valid items in one transaction and returns each item's result, unless the intercept injects a fault. */
function accept(
  context: Context,
  { kind, items, now }: Request,
  answer: (results: (Accepted | ApiError)[]) => Answer,
): Answer {
  const drafts = items.filter((item): item is Draft => !(item instanceof ApiError));
  const messages = drafts.map(({ url, labels, body }) => ({ url, labels, body: body.toString() }));
  const fault = drafts.length === 0 ? undefined : context.intercept.publish?.({ kind, messages });
  if (fault === 'refuse') throw new ApiError(500, 'refused');
  if (fault === 'hang') return 'hang';
  const results = context.store.transaction(() =>
    items.map((item) => (item instanceof ApiError ? item : keep(context, item, now))),
  );
  context.scheduler.wake();
  if (fault === 'store_then_hang') return 'hang';
  if (fault === 'store_then_fail') throw new ApiError(500, 'failed after storing');
  return answer(results);
}

/** POST /v2/publish/{destination}: 200 `{ messageId }`, or 202 with the old id and `deduplicated`. */
export function publish(context: Context, call: Call, destination: string): Answer {
  const { headers, body, callerIp } = call;
  const now = context.now();
  const draft = readMessage({ destination, headers, body, callerIp, now });
  refuseDraft(call.refuse, draft, now);
  return accept(context, { kind: 'publish', items: [draft], now }, ([result]) => {
    const deduplicated = result !== undefined && 'deduplicated' in result;
    return { status: deduplicated ? 202 : 200, json: result };
  });
}

function readItem(raw: unknown, call: Call, now: number): Item {
  const item = batchItemSchema.safeParse(raw);
  if (!item.success) return new ApiError(400, z.prettifyError(item.error));
  const { destination, headers, body, queue } = item.data;
  if (queue !== undefined) return notImplemented('queues');
  const bag = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  try {
    const given = { destination, headers: bag, body: Buffer.from(body), callerIp: call.callerIp, now };
    const draft = readMessage(given);
    refuseDraft(call.refuse, draft, now);
    return draft;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function readBatch(body: Buffer): unknown[] {
  try {
    return batchSchema.parse(JSON.parse(body.toString()));
  } catch {
    throw new ApiError(400, 'the body is not a JSON array of messages');
  }
}

/**
 * POST /v2/batch: 200 with one result per item, `{ messageId }` or `{ error }`; a bad item does not affect the
 * others.
 */
export function batch(context: Context, call: Call): Answer {
  const now = context.now();
  const items = readBatch(call.body).map((raw) => readItem(raw, call, now));
  return accept(context, { kind: 'batch', items, now }, (results) => ({
    status: 200,
    json: results.map((result) => (result instanceof ApiError ? { error: result.message } : result)),
  }));
}
