import { nextFiring } from './cron.ts';
import type { FlowGate } from './flow-gate.ts';
import type { Schedule } from './schedule-store.ts';
import type { Store } from './store.ts';

function fire(store: Store, gate: FlowGate, schedule: Schedule, now: number): void {
  const { id, url, labels, body, callerIp, delayMs, spec, cron } = schedule;
  if (spec.flow !== null) {
    store.flow.configure(spec.flow);
    gate.reopen(spec.flow.key);
  }
  const messageId = store.messages.insert(
    {
      ...spec,
      url,
      labels,
      body,
      callerIp,
      notBefore: delayMs > 0 ? now + delayMs : null,
      scheduleId: id,
      deduplicationId: null,
      callbackOf: null,
    },
    now,
  );
  store.schedules.put({
    ...schedule,
    nextAt: nextFiring(cron, now),
    lastAt: now,
    lastMessageId: messageId,
  });
}

/** Fires each due schedule once, however many firings were missed, in one transaction. */
export function fireDue(store: Store, gate: FlowGate, now: number): void {
  if ((store.schedules.nextDue() ?? Number.POSITIVE_INFINITY) > now) return;
  store.transaction(() => {
    for (const schedule of store.schedules.due(now)) fire(store, gate, schedule, now);
  });
}
