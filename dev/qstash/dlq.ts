import { ApiError, notImplemented } from './api-error.ts';
import type { Context } from './context.ts';
import type { DeadLetter } from './dead-letter-store.ts';
import { DLQ_FILTERS, integerOf, listOf, readFilter } from './filters.ts';
import { canonicalName } from './header-values.ts';
import { type Answer, type Call, ok } from './http.ts';
import type { Draft } from './message.ts';
import { deadLetterView } from './view.ts';

const PAGE = 100;
/** `api` is a filter that QStash dropped but the SDK's types still have. */
const NOT_FILTERS = ['cursor', 'count', 'dlqIds', 'api'];

interface Page {
  found: DeadLetter[];
  /** Start of the next page; absent on the last. */
  cursor?: string;
}

/** The dead letters a bulk request selects: by dlqIds, or a page that matches the filters. */
function choose({ store }: Context, query: URLSearchParams): Page {
  const ids = listOf(query, 'dlqIds');
  const matches = readFilter(query, DLQ_FILTERS, NOT_FILTERS);
  const count = integerOf(query, 'count', 1, PAGE) ?? PAGE;
  const before = integerOf(query, 'cursor', 1, Number.MAX_SAFE_INTEGER) ?? Number.POSITIVE_INFINITY;
  if (ids !== undefined) {
    return { found: ids.map((id) => store.deadLetters.get(id)).filter((letter) => letter !== undefined) };
  }
  const found: DeadLetter[] = [];
  for (const letter of store.deadLetters.newestFirst()) {
    const { message, failedAt, response } = letter;
    const { id, url, labels, flow, callerIp, scheduleId } = message;
    const item = { messageId: id, url, labels, callerIp, flowControlKey: flow?.key ?? null, scheduleId };
    if (letter.seq >= before || !matches({ ...item, at: failedAt, responseStatus: response.status }))
      continue;
    if (found.length === count) return { found, cursor: String((found.at(-1) ?? letter).seq) };
    found.push(letter);
  }
  return { found };
}

function one({ store }: Context, dlqId: string): DeadLetter {
  const letter = store.deadLetters.get(dlqId);
  if (letter === undefined) throw new ApiError(404, `DLQ message ${dlqId} not found`);
  return letter;
}

/** GET /v2/dlq */
export function listDeadLetters(context: Context, { query }: Call): Answer {
  const { found, cursor } = choose(context, query);
  return ok({ cursor, messages: found.map(deadLetterView) });
}

/** GET /v2/dlq/{dlqId} */
export function getDeadLetter(context: Context, _call: Call, dlqId: string): Answer {
  return ok(deadLetterView(one(context, dlqId)));
}

/** DELETE /v2/dlq/{dlqId} */
export function deleteDeadLetter(context: Context, _call: Call, dlqId: string): Answer {
  context.store.deadLetters.remove(one(context, dlqId).dlqId);
  return ok({ deleted: 1 });
}

/** DELETE /v2/dlq */
export function deleteDeadLetters(context: Context, { query }: Call): Answer {
  const { store } = context;
  return store.transaction(() => {
    const { found, cursor } = choose(context, query);
    return ok({ cursor, deleted: found.filter(({ dlqId }) => store.deadLetters.remove(dlqId)).length });
  });
}

/** Republishes as a new message due at once, and removes the old one from the DLQ. */
function retry({ store, gate, now }: Context, { dlqId, message }: DeadLetter): { messageId: string } {
  const draft: Draft = { ...message, notBefore: null, deduplicationId: null };
  if (draft.flow !== null) {
    store.flow.configure(draft.flow);
    gate.reopen(draft.flow.key);
  }
  store.deadLetters.remove(dlqId);
  return { messageId: store.messages.insert(draft, now()) };
}

function refuseOverrides({ headers }: Call): void {
  for (const name of headers.keys()) {
    if (name.startsWith('upstash-') && !name.startsWith('upstash-telemetry-')) {
      throw notImplemented(`${canonicalName(name)} on a DLQ retry`);
    }
  }
}

/** POST /v2/dlq/retry/{dlqId} */
export function retryDeadLetter(context: Context, call: Call, dlqId: string): Answer {
  refuseOverrides(call);
  const json = context.store.transaction(() => retry(context, one(context, dlqId)));
  context.scheduler.wake();
  return { status: 201, json };
}

/** POST /v2/dlq/retry: 404, retrying none, if any dlqId is unknown. */
export function retryDeadLetters(context: Context, call: Call): Answer {
  refuseOverrides(call);
  const json = context.store.transaction(() => {
    for (const dlqId of listOf(call.query, 'dlqIds') ?? []) one(context, dlqId);
    const { found, cursor } = choose(context, call.query);
    return { cursor, responses: found.map((letter) => retry(context, letter)) };
  });
  context.scheduler.wake();
  return { status: 201, json };
}
