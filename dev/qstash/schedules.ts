import { randomBytes } from 'node:crypto';
import { ApiError, notImplemented } from './api-error.ts';
import type { Context } from './context.ts';
import { nextFiring } from './cron.ts';
import { badHeader, canonicalName, type HeaderBag } from './header-values.ts';
import { readMessage } from './headers.ts';
import { type Answer, type Call, ok } from './http.ts';
import { refuseDraft } from './refuse.ts';
import type { Schedule } from './schedule-store.ts';
import { scheduleView } from './schedule-view.ts';

/** Limit of QStash's Free plan. */
const MOST_SCHEDULES = 10;
const OWN_HEADERS = ['upstash-cron', 'upstash-schedule-id'];
const LEFT_OUT = ['upstash-not-before', 'upstash-deduplication-id'];

function one({ store }: Context, id: string): Schedule {
  const schedule = store.schedules.get(id);
  if (schedule === undefined) throw new ApiError(404, `schedule ${id} not found`);
  return schedule;
}

function readId(bag: HeaderBag): string {
  const id = bag.get('upstash-schedule-id')?.trim() || `scd_${randomBytes(14).toString('hex')}`;
  if (!/^[\w.-]+$/.test(id)) {
    throw badHeader('upstash-schedule-id', 'only letters, digits, hyphens, periods and underscores');
  }
  return id;
}

function readSchedule(
  context: Context,
  { headers: bag, body, callerIp, refuse }: Call,
  destination: string,
): Schedule {
  const cron = bag.get('upstash-cron')?.trim();
  if (!cron) throw badHeader('upstash-cron', 'wanted');
  for (const name of LEFT_OUT) {
    if (bag.has(name)) throw notImplemented(`${canonicalName(name)} on a schedule`);
  }
  const now = context.now();
  const headers = new Map([...bag].filter(([name]) => !OWN_HEADERS.includes(name)));
  const draft = readMessage({ destination, headers, body, callerIp, now });
  refuseDraft(refuse, draft, now);
  const id = readId(bag);
  const old = context.store.schedules.get(id);
  const paused = old?.paused ?? false;
  const nextAt = nextFiring(cron, now);
  const { url, labels, notBefore, ...spec } = draft;
  return {
    id,
    cron,
    url,
    labels,
    callerIp,
    body,
    paused,
    spec: { ...spec, notBefore: null },
    delayMs: notBefore === null ? 0 : notBefore - now,
    createdAt: old?.createdAt ?? now,
    nextAt: paused ? null : nextAt,
    lastAt: old?.lastAt ?? null,
    lastMessageId: old?.lastMessageId ?? null,
  };
}

/**
 * POST /v2/schedules/{destination}: 200 `{ scheduleId }`; replaces a schedule with the same id, which stays paused.
 */
export function putSchedule(context: Context, call: Call, destination: string): Answer {
  const { store, scheduler } = context;
  const schedule = readSchedule(context, call, destination);
  const others = store.schedules.list().filter(({ id }) => id !== schedule.id);
  if (others.length >= MOST_SCHEDULES) {
    throw new ApiError(412, `there may be ${MOST_SCHEDULES} schedules at most`);
  }
  store.schedules.put(schedule);
  scheduler.wake();
  return ok({ scheduleId: schedule.id });
}

/** GET /v2/schedules */
export function listSchedules({ store }: Context): Answer {
  return ok(store.schedules.list().map((schedule) => scheduleView(store, schedule)));
}

/** GET /v2/schedules/{id} */
export function getSchedule(context: Context, _call: Call, id: string): Answer {
  return ok(scheduleView(context.store, one(context, id)));
}

/** DELETE /v2/schedules/{id}; messages already sent are kept. */
export function deleteSchedule(context: Context, _call: Call, id: string): Answer {
  context.store.schedules.remove(one(context, id).id);
  context.scheduler.wake();
  return ok({});
}

/** POST or PATCH /v2/schedules/{id}/pause or resume; firings missed while paused are skipped. */
export function changeSchedule(context: Context, _call: Call, target: string): Answer {
  const [, id = '', action = ''] = /^(.+)\/(pause|resume)$/.exec(target) ?? [];
  if (action === '') throw new ApiError(404, `no schedule action at "${target}"`);
  const schedule = one(context, id);
  const paused = action === 'pause';
  if (paused !== schedule.paused) {
    const nextAt = paused ? null : nextFiring(schedule.cron, context.now());
    context.store.schedules.put({ ...schedule, paused, nextAt });
    context.scheduler.wake();
  }
  return ok({});
}
