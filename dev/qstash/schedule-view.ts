import type { MessageState } from './message.ts';
import type { Schedule } from './schedule-store.ts';
import type { Store } from './store.ts';
import { contentView } from './view.ts';

function outcome(state: MessageState): 'IN_PROGRESS' | 'SUCCESS' | 'FAIL' {
  if (state === 'DELIVERED') return 'SUCCESS';
  return state === 'FAILED' || state === 'CANCELLED' ? 'FAIL' : 'IN_PROGRESS';
}

function lastStates(store: Store, { lastMessageId }: Schedule): Record<string, string> | undefined {
  const message = lastMessageId === null ? undefined : store.messages.get(lastMessageId);
  return message && { [message.id]: outcome(message.state) };
}

/** The response of GET /v2/schedules/{id}, redacted as its creator asked; no `body` if it is empty. */
export function scheduleView(store: Store, schedule: Schedule): object {
  const { id, cron, url, createdAt, callerIp, delayMs, paused, nextAt, lastAt, spec, labels, body } =
    schedule;
  return {
    scheduleId: id,
    cron,
    destination: url,
    createdAt,
    ...contentView({ ...spec, labels, body }),
    ...(body.length === 0 ? { body: undefined } : {}),
    retries: spec.retries,
    delay: delayMs > 0 ? delayMs / 1_000 : undefined,
    callerIP: callerIp,
    isPaused: paused,
    lastScheduleTime: lastAt ?? undefined,
    nextScheduleTime: nextAt ?? undefined,
    lastScheduleStates: lastStates(store, schedule),
  };
}
