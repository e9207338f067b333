import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobState, ProcessKind } from '../../dev/faults/kinds.ts';
import { createLedger, type Ledger } from '../../dev/faults/ledger.ts';
import { createFaultPlan, type FaultPlan, type Rates } from '../../dev/faults/plan.ts';
import { startProcessFaults } from '../../dev/faults/processes.ts';
import { type Stretches, startStretches } from '../../dev/faults/stretches.ts';
import { type ProcessMemory, startHost } from '../../dev/host/host.ts';
import type { Intercept as DatabaseIntercept } from '../../dev/neon/intercept.ts';
import { startNeon } from '../../dev/neon/server.ts';
import { freePort } from '../../dev/postgres/port.ts';
import { type PostgresServer, startPostgres } from '../../dev/postgres/server.ts';
import type { Intercept } from '../../dev/qstash/intercept.ts';
import { type QstashServer, startQstash } from '../../dev/qstash/server.ts';
import { migrate } from '../../lib/engine/migrate.ts';
import { type Audit, openAudit } from './audit.ts';
import { API_KEYS } from './client.ts';
import { type Listener, startListener, WEBHOOK_SECRET } from './listener.ts';
import { deployChaos } from './project.ts';
import { behaviourOf } from './shapes.ts';
import { createTracker, type Tracker } from './tracker.ts';

const DATABASE = 'chaos';
/** A RAM disk: survives `kill -9` like a disk, without its waits. */
const MEMORY = '/dev/shm';
/** Time limit of a function's request, in seconds. */
const MAX_DURATION_SECONDS = 15;

const DATABASE_TIMEOUT_MS = 1_500;

/** The functions' variables: times of seconds, so that a job's epoch takes seconds. */
const ENV = {
  MARKET_DATA: 'simulated',
  DATABASE_TIMEOUT_MS: String(DATABASE_TIMEOUT_MS),
  STEP_LEASE_MARGIN_MS: '1600',
  SLICE_BUDGET_MS: '2500',
  WATCHDOG_PERIOD_MS: '5000',
  MESSAGE_RETRY_DELAY_MS: '400',
  WEBHOOK_SECRET,
  WEBHOOK_ALLOW_LOCAL: 'true',
  WEBHOOK_RETRY_BASE_MS: '300',
};

/** Engine settings that have no variable. */
const SETTINGS = {
  engine: {
    publishTimeoutMs: 2_000,
    waitForJobMs: 500,
    shortWaitMs: 1_500,
    messageRetryCapMs: 20_000,
    aliveMs: 3_000,
    watchdogGraceMs: 1_000,
    watchdogLongestMs: 60_000,
    revivalEveryMs: 4_000,
  },
  // Less than all jobs together could use.
  provider: { maxInFlight: 20, perSecond: 150, burst: 60 },
};

const STOP_WITHIN_MS = 2_000;
/** Stall of a process, longer than a lease: 0.9 s for a step plus the margin. */
const STALL_MS = 3_000;
/** Longer than the host waits for a process to answer. */
const FROZEN_MS = 10_000;

export interface WorldOptions {
  seed: number;
  rates: Rates;
  everyMs: Partial<Record<ProcessKind, number>>;
  stretches?: Stretches;
  /** A job's state, if known. */
  stateOf: (job: string) => JobState;
  /** Overrides the short times: the functions' variables and settings, and the host's time limit. */
  functions?: {
    env: Record<string, string>;
    settings: unknown;
    maxDurationSeconds: number;
    instanceConcurrency: number;
    /** Delay between the deliveries of messages that set none, such as failure callbacks. */
    defaultDelay?: (retried: number) => number;
  };
  /** Override the plan's faults of the queue and of the database. */
  queue?: Intercept;
  database?: DatabaseIntercept;
}

const QUICK_FUNCTIONS: NonNullable<WorldOptions['functions']> = {
  env: ENV,
  settings: SETTINGS,
  maxDurationSeconds: MAX_DURATION_SECONDS,
  instanceConcurrency: 24,
  // QStash's own, at a twelfth, but never more than the harness waits for the last of them.
  defaultDelay: (retried) => Math.min(15_000, Math.exp(2.5 * (retried + 1)) * 80),
};

/** PostgreSQL, the Neon endpoint, the queue and the functions, with faults between them. */
export interface World {
  /** URL for callers, served by separate processes so that the slices' can be small. */
  url: string;
  postgres: PostgresServer;
  qstash: QstashServer;
  memory(): Promise<ProcessMemory[]>;
  audit: Audit;
  listener: Listener;
  ledger: Ledger;
  plan: FaultPlan;
  tracker: Tracker;
  /** Starts hitting processes and taking dependencies away. `stop` resolves when everything is up again. */
  startFaults(): { stop(): Promise<void> };
  stop(): Promise<void>;
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const { seed, rates, everyMs, stateOf, functions = QUICK_FUNCTIONS } = options;
  const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'unstuck-chaos-'));
  await chmod(folder, 0o711);
  const ledger = createLedger(stateOf);
  const plan = createFaultPlan({
    seed,
    rates,
    ledger,
    lateMs: 2_000,
    delayMs: 1_500,
    clientWaitsMs: DATABASE_TIMEOUT_MS,
  });
  plan.setActive(false);
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const neon = await startNeon({
    postgres: { host: '127.0.0.1', port: postgres.port },
    intercept: options.database ?? plan.neon,
  });
  await postgres.createDatabase(DATABASE);
  const { user, password } = postgres;
  const databaseUrl = neon.connectionString({ database: DATABASE, user, password });
  await migrate(databaseUrl);
  const audit = await openAudit(`postgresql://${user}:${password}@127.0.0.1:${postgres.port}/${DATABASE}`);
  const qstash = await startQstash({
    file: join(folder, 'queue.sqlite'),
    intercept: options.queue ?? plan.qstash,
    parallelism: 40,
    ...(functions.defaultDelay ? { defaultDelay: functions.defaultDelay } : {}),
  });
  const root = await deployChaos(folder, functions.maxDurationSeconds);
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const { current, next } = qstash.keys();
  const tracker = createTracker(({ job, key, others }) => {
    const behaviour = behaviourOf(key);
    if (behaviour === 'BLOCK') ledger.count('loop_blocked', job);
    if (behaviour === 'KILL' && others.length > 0) ledger.count('poison_in_a_shared_process', job);
  });
  const listener = await startListener(seed);
  const env = {
    API_KEYS,
    ...functions.env,
    CHAOS_SETTINGS: JSON.stringify(functions.settings),
    DATABASE_URL: databaseUrl,
    QSTASH_URL: qstash.url,
    QSTASH_TOKEN: qstash.token,
    QSTASH_CURRENT_SIGNING_KEY: current,
    QSTASH_NEXT_SIGNING_KEY: next,
    APP_URL: appUrl,
  };
  const shared = { root, env, log: tracker.onLine };
  const host = await startHost({
    ...shared,
    port,
    instanceConcurrency: functions.instanceConcurrency,
    maxInstances: 20,
  });
  const front = await startHost({ ...shared, maxInstances: 1 });
  return {
    url: front.url,
    postgres,
    qstash,
    memory: async () => [
      ...(await host.memory()),
      ...(await front.memory()).filter(({ name }) => name !== 'host'),
    ],
    audit,
    listener,
    ledger,
    plan,
    tracker,
    startFaults: () => {
      const faults = [
        startStretches(seed, options.stretches ?? {}, plan),
        startProcessFaults({
          seed,
          everyMs,
          postgres,
          ledger,
          busy: tracker.busy,
          stallMs: STALL_MS,
          frozenMs: FROZEN_MS,
          outOfTimeMs: (MAX_DURATION_SECONDS + 1) * 1_000,
          onHit: (kind, { pid }) => tracker.hit(kind, pid),
        }),
      ];
      return { stop: () => Promise.all(faults.map((each) => each.stop())).then(() => {}) };
    },
    stop: async () => {
      await qstash.stop();
      await Promise.all([host.stop(), front.stop()]);
      await listener.stop();
      await audit.stop();
      // A request waiting for a killed PostgreSQL may keep the endpoint's pool from ending.
      await Promise.race([neon.stop(), sleep(STOP_WITHIN_MS)]);
      await postgres.stop('immediate');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
