import { NO_LIMITS } from '../../lib/access/limits.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { randomIds } from '../../lib/core/ids.ts';
import { silentLog } from '../../lib/core/log.ts';
import { systemResolve } from '../../lib/core/public-fetch.ts';
import { connect, type Database } from '../../lib/db/client.ts';
import { createJob } from '../../lib/engine/accept/create.ts';
import { type JobPlan, type NewJob, NO_LABELS } from '../../lib/engine/accept/new-job.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { createDeadlines } from '../../lib/engine/deadlines.ts';
import type { Revival, Start, WebhookNotice } from '../../lib/engine/publisher.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import type { StepOutcome } from '../../lib/jobs/turn/turn.ts';
import { type Turn, type TurnRequest, takeTurn } from '../../lib/jobs/turn/turn.ts';
import type { Job, StagePlan } from '../../lib/jobs/types.ts';

export function database(url: string): Database {
  return connect({ url, applicationName: 'unstuck-test', timeoutMs: 10_000 });
}

/** A queue that takes every schedule. */
const armedSchedules: EngineContext['schedules'] = {
  put: async () => {},
  get: async () => null,
  remove: async () => true,
};

/** A context whose queue accepts and records everything. */
export function jobsContext(
  url: string,
  publisher?: Partial<EngineContext['publisher']>,
): EngineContext & { started: Start[]; told: WebhookNotice[]; revived: (Revival & { job: string })[] } {
  const revived: (Revival & { job: string })[] = [];
  const started: Start[] = [];
  const told: WebhookNotice[] = [];
  const accepting: EngineContext['publisher'] = {
    start: async (start) => {
      started.push(start);
    },
    webhook: async (notice) => {
      told.push(notice);
    },
    bulk: async () => {},
    revive: async ({ job }, revival) => {
      revived.push({ job, ...revival });
    },
  };
  const deps = {
    db: database(url),
    publisher: { ...accepting, ...publisher },
    clock: systemClock,
    random: Math.random,
    ids: randomIds,
    log: silentLog,
    settings: DEFAULTS,
    limits: NO_LIMITS,
    webhooks: { secret: null, allowLocal: false, resolve: systemResolve, ownEvents: new Map() },
  };
  return {
    ...deps,
    endOverdue: createDeadlines({ ...deps, background: () => {} }),
    looked: () => {},
    schedules: armedSchedules,
    appUrl: 'https://unstuck.test',
    started,
    told,
    revived,
  };
}

export function stagePlan(changes: Partial<StagePlan> = {}): StagePlan {
  return {
    name: 'work',
    share: 1,
    concurrency: 5,
    timeout_ms: 1_000,
    lease_ms: 10_000,
    provider: null,
    ...changes,
  };
}

/** A job of `count` steps `s0`, `s1`, … in one stage, unless overridden. */
export function newJob(count: number, changes: Partial<NewJob & JobPlan> = {}): NewJob {
  const { input = { symbols: [] }, stages = [stagePlan()], steps, roundTrips = 0, also, ...rest } = changes;
  const planned = steps ?? Array.from({ length: count }, (_, i) => ({ stage: 0, key: `s${i}` }));
  return {
    owner: 'ann',
    kind: 'stocks',
    source: 'api',
    analyzerVersion: 1,
    asked: input,
    plan: async () => ({ input, stages, steps: planned, roundTrips, ...(also ? { also } : {}) }),
    budgets: {},
    deadlineSeconds: 3_600,
    idempotencyKey: null,
    callbackUrl: null,
    ownEvent: null,
    labels: NO_LABELS,
    ...rest,
  };
}

export async function createdJob(
  context: EngineContext,
  count: number,
  changes: Partial<NewJob & JobPlan> = {},
): Promise<Job> {
  return (await createJob(context, newJob(count, changes))).job;
}

let turns = 0;

/** The slice of a turn taken by hand on a line. */
export function sliceOf(line: string): TurnRequest['slice'] {
  return { run: `run-${line}`, line, process: `process-${line}`, message: `message-${line}` };
}

/** Far in the future: a claim that always comes in time. */
export const IN_TIME = Number.MAX_SAFE_INTEGER / 1000;

/** A turn with defaults; it claims unless overridden. */
export function turn(db: Database, jobId: string, changes: Partial<TurnRequest> = {}): Promise<Turn> {
  return takeTurn(db, {
    jobId,
    epoch: 1,
    token: `turn-${++turns}`,
    slice: sliceOf('0'),
    outcomes: [],
    usage: { messages: 0, roundTrips: 1, functionMs: 0 },
    lostLimit: 3,
    aliveMs: 30_000,
    writes: [],
    claim: { held: 0, aloneRoom: 2, aloneStartMs: 0, notAfterMs: IN_TIME },
    withInput: false,
    ...changes,
  });
}

export function done(key: string, token: string, stage = 0): StepOutcome {
  return { key, token, stage, result: 'done', output: null, record: null, further: [] };
}
