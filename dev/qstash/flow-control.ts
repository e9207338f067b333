import { ApiError } from './api-error.ts';
import type { Context } from './context.ts';
import { integerOf } from './filters.ts';
import type { Flow } from './flow-store.ts';
import { type Answer, type Call, ok } from './http.ts';

const MAX_LIMIT = 1e9;
const WEEK_SECONDS = 7 * 86_400;

function view({ store, gate, now }: Context, flow: Flow): object {
  const time = now();
  const runs = time < flow.periodStart + flow.periodMs;
  return {
    flowControlKey: flow.key,
    waitListSize: store.messages.waiting(flow.key, time),
    parallelismMax: flow.parallelism ?? 0,
    parallelismCount: gate.running(flow.key),
    rateMax: flow.rate ?? 0,
    rateCount: runs ? flow.rateCount : 0,
    ratePeriod: flow.periodMs / 1_000,
    ratePeriodStart: Math.floor(flow.periodStart / 1_000),
    isPaused: flow.paused,
    isPinnedParallelism: flow.pinnedParallelism,
    isPinnedRate: flow.pinnedRate,
  };
}

/** GET /v2/flowControl */
export function listFlows(context: Context): Answer {
  return ok(context.store.flow.list().map((flow) => view(context, flow)));
}

/** GET /v2/flowControl/{key} */
export function getFlow(context: Context, _call: Call, key: string): Answer {
  const flow = context.store.flow.get(key);
  if (flow === undefined) throw new ApiError(404, `flow control key "${key}" not found`);
  return ok(view(context, flow));
}

/** GET /v2/globalParallelism */
export function getGlobalParallelism({ scheduler, parallelism }: Context): Answer {
  return ok({ parallelismMax: parallelism, parallelismCount: scheduler.inFlight() });
}

type Change = (query: URLSearchParams, now: number) => Partial<Omit<Flow, 'key'>>;

/** Pinned limits ignore those of messages; pinning starts a new rate period. */
const pin: Change = (query, now) => {
  const parallelism = integerOf(query, 'parallelism', 1, MAX_LIMIT);
  const rate = integerOf(query, 'rate', 1, MAX_LIMIT);
  const period = integerOf(query, 'period', 1, WEEK_SECONDS);
  if (parallelism === undefined && rate === undefined)
    throw new ApiError(400, 'parallelism or rate is required');
  return {
    periodStart: now,
    rateCount: 0,
    ...(parallelism === undefined ? {} : { parallelism, pinnedParallelism: true }),
    ...(rate === undefined ? {} : { rate, periodMs: (period ?? 1) * 1_000, pinnedRate: true }),
  };
};

/** Keeps the limits until a message brings others. */
const unpin: Change = (query) => ({
  ...(query.get('parallelism') === 'true' ? { pinnedParallelism: false } : {}),
  ...(query.get('rate') === 'true' ? { pinnedRate: false } : {}),
});

const CHANGES: Record<string, Change> = {
  pause: () => ({ paused: true }),
  resume: () => ({ paused: false }),
  resetRate: (_query, now) => ({ periodStart: now, rateCount: 0 }),
  pin,
  unpin,
};

/** POST /v2/flowControl/{key}/pause, resume, pin, unpin or resetRate */
export function changeFlow(
  { store, gate, scheduler, now }: Context,
  { query }: Call,
  target: string,
): Answer {
  const slash = target.lastIndexOf('/');
  const [key, action] = [target.slice(0, slash), target.slice(slash + 1)];
  const change = Object.hasOwn(CHANGES, action) ? CHANGES[action] : undefined;
  if (slash < 1 || change === undefined) throw new ApiError(404, `no flow control action at "${target}"`);
  store.flow.change(key, change(query, now()));
  gate.reopen(key);
  scheduler.wake();
  return ok({});
}
