import { ApiError } from './api-error.ts';
import type { Context } from './context.ts';
import { CANCEL_FILTERS, type Filterable, integerOf, listOf, readFilter } from './filters.ts';
import { type Answer, type Call, ok } from './http.ts';
import type { Message } from './message.ts';
import { messageView } from './view.ts';

const MAX_COUNT = 500;

/** QStash deletes finished messages; here they are kept on file but no longer found. */
function inProgress({ store }: Context, id: string): Message {
  const message = store.messages.get(id);
  if (message === undefined || ['DELIVERED', 'FAILED', 'CANCELLED'].includes(message.state)) {
    throw new ApiError(404, `message ${id} not found`);
  }
  return message;
}

/** GET /v2/messages/{id} */
export function getMessage(context: Context, _call: Call, id: string): Answer {
  return ok(messageView(inProgress(context, id)));
}

/** DELETE /v2/messages/{id} */
export function cancelMessage(context: Context, _call: Call, id: string): Answer {
  inProgress(context, id);
  return ok({ cancelled: context.store.messages.cancel(id) ? 1 : 0 });
}

/** DELETE /v2/messages: by messageIds, or by filters up to `count`; without any, all of them. */
export function cancelMessages(context: Context, { query }: Call): Answer {
  const { messages } = context.store;
  const ids = listOf(query, 'messageIds');
  const matches = readFilter(query, CANCEL_FILTERS, ['messageIds', 'count']);
  const count = integerOf(query, 'count', 1, MAX_COUNT) ?? Number.POSITIVE_INFINITY;
  const matching = () =>
    messages
      .cancellable()
      .filter((message) => matches({ ...message, at: message.createdAt } satisfies Filterable));
  return context.store.transaction(() => {
    const chosen =
      ids ??
      matching()
        .slice(0, count)
        .map((message) => message.messageId);
    return ok({ cancelled: chosen.filter((id) => messages.cancel(id)).length });
  });
}
