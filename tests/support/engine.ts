import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Client, Receiver } from '@upstash/qstash';
import { z } from 'zod';
import { type QstashOptions, type QstashServer, startQstash } from '../../dev/qstash/server.ts';
import { NO_LIMITS } from '../../lib/access/limits.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { randomIds } from '../../lib/core/ids.ts';
import { type Log, silentLog } from '../../lib/core/log.ts';
import { systemResolve } from '../../lib/core/public-fetch.ts';
import { accepting } from '../../lib/engine/accept/accepting.ts';
import type { AloneRunner } from '../../lib/engine/alone/runner.ts';
import { type Analyzer, defineAnalyzer, type Stage } from '../../lib/engine/analyzer.ts';
import { type Callbacks, createCallbacks } from '../../lib/engine/callbacks.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { createDeadlines } from '../../lib/engine/deadlines.ts';
import type { EngineDeps, WebhookDeps } from '../../lib/engine/deps.ts';
import type { Kernel } from '../../lib/engine/kernel.ts';
import type { MessageReader } from '../../lib/engine/message-reader.ts';
import { type OwnEvent, ownEventsOf } from '../../lib/engine/own-event.ts';
import { createPublisher, type Publisher } from '../../lib/engine/publisher.ts';
import { createQueuePlan } from '../../lib/engine/queue-plan.ts';
import { createScheduleQueue } from '../../lib/engine/schedules.ts';
import { DEFAULTS, type EngineSettings } from '../../lib/engine/settings.ts';
import { isTerminal } from '../../lib/jobs/lifecycle.ts';
import { getJob } from '../../lib/jobs/read.ts';
import type { Job, ProviderLimits } from '../../lib/jobs/types.ts';
import { database } from './jobs.ts';

const OWNER = 'ann';

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Settings with times of tenths of a second, so that a test can see a whole job. */
export const QUICK: EngineSettings = {
  ...DEFAULTS,
  leaseMarginMs: 3_000,
  stepBackoff: { baseMs: 20, capMs: 100 },
  watchdogPeriodMs: 1_000,
  aliveMs: 2_000,
  watchdogGraceMs: 500,
  revivalEveryMs: 1_000,
  messageRetryDelayMs: 100,
  waitForJobMs: 500,
  webhookRetries: 2,
  webhookBackoff: { baseMs: 50, capMs: 200 },
  webhookTimeoutMs: 1_000,
};

export interface TestStage extends Partial<Omit<Stage, 'run'>> {
  keys?: string[];
  run: Stage['run'];
}

/** An analyzer with the given stages; its input is a list of the first stage's keys. */
export function testAnalyzer(
  stages: TestStage[],
  { version = 1, event }: { version?: number; event?: OwnEvent } = {},
): Analyzer<{ symbols: string[] }> {
  return defineAnalyzer({
    kind: 'stocks',
    version,
    deadlineSeconds: 3_600,
    disclaimer: null,
    ...(event && { event }),
    input: z.object({ symbols: z.array(z.string()) }),
    open: ({ symbols }) => ({
      stages: stages.map((stage, i) => ({
        name: `stage-${i}`,
        share: 1 / stages.length,
        concurrency: 5,
        timeoutMs: 700,
        provider: null,
        write: () => [],
        ...stage,
      })),
      plan: () => symbols.map((key) => ({ stage: 0, key })),
    }),
  });
}

export interface TestEngine {
  context: EngineContext;
  deps: EngineDeps;
  kernel: Kernel;
  qstash: QstashServer;
  callbacks: Callbacks;
  appUrl: string;
  create(keys: string[], callbackUrl?: string): Promise<Job>;
  job(id: string): Promise<Job>;
  /** Waits for the end of a job. @throws after `patienceMs`, with its state. */
  ended(id: string, patienceMs?: number): Promise<Job>;
  stop(): Promise<void>;
}

export interface TestEngineOptions {
  databaseUrl: string;
  analyzer: Analyzer<{ symbols: string[] }>;
  /** Readers of further message types. */
  readers?: (kernel: Kernel) => MessageReader[];
  settings?: Partial<EngineSettings>;
  /** What each provider takes, by its name. */
  budgets?: Record<string, ProviderLimits>;
  qstash?: Partial<QstashOptions>;
  webhooks?: Partial<WebhookDeps>;
  /** Default: all steps run in this process. */
  alone?: AloneRunner;
  log?: Log;
  /** Wraps the queue's publisher. */
  publisher?: (real: Publisher) => Publisher;
  /** Runs before the callbacks; a response replaces theirs. */
  before?: (request: Request) => Promise<Response | null>;
}

async function listen(
  fetch: (request: Request) => Promise<Response>,
): Promise<{ server: Server; url: string }> {
  const server = createServer(getRequestListener(fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

/** The engine in this process, on a real database, called back by the local queue over HTTP. */
export async function startEngine(options: TestEngineOptions): Promise<TestEngine> {
  const settings = { ...QUICK, ...options.settings };
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-queue-'));
  const qstash = await startQstash({ file: join(folder, 'queue.sqlite'), ...options.qstash });
  let callbacks: Callbacks | undefined;
  const { server, url: appUrl } = await listen(async (request) => {
    const instead = await options.before?.(request.clone());
    if (instead) return instead;
    const { pathname } = new URL(request.url);
    if (!callbacks) return new Response('not yet', { status: 503 });
    return pathname === '/api/failed' ? callbacks.failed(request) : callbacks.process(request);
  });

  const world = {
    clock: systemClock,
    random: Math.random,
    ids: randomIds,
    log: options.log ?? silentLog,
    looked: () => {},
  };
  const client = new Client({ baseUrl: qstash.url, token: qstash.token, devMode: false, retry: false });
  const hush = (text: string) => text;
  const publishing = { client, appUrl, settings, ...world, plan: createQueuePlan(world.log), hush };
  const schedules = createScheduleQueue(publishing);
  const real = createPublisher(publishing);
  const publisher = options.publisher?.(real) ?? real;
  const db = database(options.databaseUrl);
  const analyzers = new Map([[options.analyzer.kind, options.analyzer]]);
  const keys = qstash.keys();
  const receiver = new Receiver({
    currentSigningKey: keys.current,
    nextSigningKey: keys.next,
    devMode: false,
  });
  const ownEvents = ownEventsOf([options.analyzer]);
  const told = { secret: WEBHOOK_SECRET, allowLocal: true, resolve: systemResolve, ownEvents };
  const webhooks: WebhookDeps = { ...told, ...options.webhooks };
  const limits = NO_LIMITS;
  const carried = { ...world, db, publisher, schedules, settings, limits, appUrl, webhooks };
  const shared = { ...carried, endOverdue: createDeadlines({ ...carried, background: () => {} }) };
  const deps: EngineDeps = {
    ...shared,
    process: randomIds.token(),
    analyzers,
    alone: options.alone ?? null,
  };
  const context: EngineContext = shared;
  const rules = { configured: webhooks.secret !== null, allowLocal: webhooks.allowLocal };
  const kernel: Kernel = {
    jobs: context,
    ...accepting({ context, settings, budgets: options.budgets ?? {}, webhooks: rules }),
    scheduleQueue: schedules,
    appUrl,
  };
  const readers = options.readers?.(kernel) ?? [];
  callbacks = createCallbacks({ ...deps, receiver, readers, verified: () => {} });
  const job = (id: string) => getJob(context, OWNER, id);
  return {
    context,
    deps,
    kernel,
    qstash,
    callbacks,
    appUrl,
    job,
    create: async (symbols, callbackUrl) => {
      const asked = options.analyzer.ask({ symbols });
      const submission = { owner: OWNER, asked, source: 'api' as const, inputPath: '', idempotencyKey: null };
      return (await kernel.submit({ ...submission, callbackUrl, ownEvent: true })).job;
    },
    ended: async (id, patienceMs = 15_000) => {
      const giveUpAt = Date.now() + patienceMs;
      for (;;) {
        const seen = await job(id);
        if (isTerminal(seen.status)) return seen;
        if (Date.now() > giveUpAt)
          throw new Error(`after ${patienceMs} ms the job stands at ${JSON.stringify(seen)}`);
        await systemClock.sleep(20);
      }
    },
    stop: async () => {
      await qstash.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
