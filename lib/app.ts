import { Client, Receiver } from '@upstash/qstash';
import type { Analyzer } from './analyzers/analyzer.ts';
import { createBarStore } from './analyzers/stocks/queries-bars.ts';
import { analyzersOf, socialTokens } from './app/analyzers.ts';
import { keepHeapSmall } from './app/memory.ts';
import { type LoadedConfig, processConfig } from './config.ts';
import { type Clock, type Random, systemClock } from './core/clock.ts';
import { type Ids, randomIds } from './core/ids.ts';
import { jsonLog, type Log } from './core/log.ts';
import { systemResolve } from './core/public-fetch.ts';
import { connect, type Database } from './db/client.ts';
import { ping } from './db/ping.ts';
import { type BlobStore, createBlobStore } from './documents/blob-store.ts';
import { createCallbacks } from './engine/callbacks.ts';
import { type CronDeps, runCron } from './engine/cron.ts';
import type { EngineDeps, WebhookDeps } from './engine/deps.ts';
import { createPublisher, type DispatchDeps } from './engine/dispatch.ts';
import type { FireDeps } from './engine/schedule/fire.ts';
import { createScheduleQueue } from './engine/schedule/queue.ts';
import { createWatchlistSchedules } from './engine/schedule/watchlist-schedules.ts';
import { submit } from './engine/submit.ts';
import type { HttpContext } from './http/context.ts';
import { createDocumentsRouter } from './http/documents.ts';
import { createJobsRouter } from './http/jobs.ts';
import { createProfilesRouter } from './http/profiles.ts';
import { createStocksRouter } from './http/stocks.ts';
import { createSystemRouter } from './http/system.ts';
import type { JobsContext } from './jobs/context.ts';
import type { MarketSource } from './sources/market/market.ts';
import { createMarketSource } from './sources/market/market-sources.ts';
import { PDF_LIMITS } from './sources/pdf/limits.ts';
import { platformInfo } from './sources/social/platforms.ts';

const VERSION = '0.1.0';

/** What a test puts in place of the world. */
export interface Overrides {
  clock?: Clock;
  random?: Random;
  ids?: Ids;
  log?: Log;
  market?: MarketSource;
  /** In place of the registry. */
  analyzers?: ReadonlyMap<string, Analyzer>;
}

type Handler = (request: Request) => Promise<Response>;

/** One handler for each file of `api/`. */
export interface App {
  jobs: Handler;
  stocks: Handler;
  profiles: Handler;
  documents: Handler;
  system: Handler;
  process: Handler;
  failed: Handler;
  cron: Handler;
}

type World = Required<Omit<Overrides, 'analyzers'>>;

function connection({ config }: LoadedConfig, applicationName: string): Database {
  const url = config.secrets.databaseUrl || 'postgresql://unset:unset@unset.invalid/unset';
  return connect({ url, applicationName, timeoutMs: config.databaseTimeoutMs });
}

function worldOf(loaded: LoadedConfig, overrides: Overrides): World {
  const { config } = loaded;
  const clock = overrides.clock ?? systemClock;
  const market = createMarketSource(config.marketData, {
    fetch: globalThis.fetch,
    clock,
    twelveDataKey: config.secrets.twelveDataKey,
    barStore: createBarStore(connection(loaded, 'unstuck-market')),
    simulatedLatencyMs: config.simulatedLatencyMs,
  });
  const log = jsonLog((line) => console.log(line), clock.now);
  return { clock, random: Math.random, ids: randomIds, log, market, ...overrides };
}

function access({ config }: LoadedConfig): HttpContext['access'] {
  const keys = config.secrets.apiKeys;
  if (keys.length > 0) return { mode: 'keys', keys };
  return config.onVercel ? { mode: 'closed' } : { mode: 'open', owner: 'local' };
}

function queueClient({ config }: LoadedConfig): Client {
  const bypass = config.secrets.protectionBypass;
  const header = 'x-vercel-protection-bypass';
  return new Client({
    baseUrl: config.qstashUrl,
    token: config.secrets.qstashToken,
    devMode: false,
    retry: false,
    enableTelemetry: false,
    ...(bypass
      ? { headers: { [header]: bypass, [`upstash-failure-callback-forward-${header}`]: bypass } }
      : {}),
  });
}

function receiverOf({ config }: LoadedConfig): Receiver {
  const { currentSigningKey, nextSigningKey } = config.secrets;
  return new Receiver({ currentSigningKey, nextSigningKey, devMode: false });
}

/** With what events are delivered, and what a request may name as their receiver. */
function webhooksOf({ config }: LoadedConfig): { delivery: WebhookDeps; rules: HttpContext['webhooks'] } {
  const secret = config.secrets.webhookSecret;
  const allowLocal = config.webhookAllowLocal;
  return {
    delivery: { secret, allowLocal, resolve: systemResolve },
    rules: { configured: secret !== null, allowLocal },
  };
}

function healthChecks(db: Database, client: Client): HttpContext['health'] {
  return [
    { name: 'database', check: () => ping(db) },
    {
      name: 'queue',
      check: async () => void (await client.http.request({ path: ['v2', 'keys'], method: 'GET' })),
    },
  ];
}

function blobStore({ config }: LoadedConfig, { clock, log }: World): BlobStore | null {
  const { blobToken } = config.secrets;
  return blobToken === null ? null : createBlobStore({ token: blobToken, clock, log });
}

function cronDeps({ config }: LoadedConfig, context: JobsContext): CronDeps {
  return {
    context,
    log: context.log,
    secret: config.secrets.cronSecret,
    watchdogPeriodMs: config.engine.watchdogPeriodMs,
    rawRetentionDays: config.rawRetentionDays,
    documentRetentionDays: config.documentRetentionDays,
  };
}

/** Config → clients → routers and engine. The only place where they meet. */
export function createApp(loaded: LoadedConfig, overrides: Overrides = {}): App {
  const { config, problems } = loaded;
  const world = worldOf(loaded, overrides);
  const { clock, random, ids, log } = world;
  const database = (applicationName: string) => connection(loaded, applicationName);
  const client = queueClient(loaded);
  const webhooks = webhooksOf(loaded);
  const blob = blobStore(loaded, world);
  const analyzers = overrides.analyzers ?? analyzersOf(loaded, { ...world, database, blob });
  const budgets: Record<string, number> =
    config.marketMaxInFlight === null ? {} : { [world.market.provider]: config.marketMaxInFlight };
  const { appUrl } = config;
  const dispatching: DispatchDeps = { client, appUrl, clock, random, settings: config.engine };
  const publisher = createPublisher(dispatching);

  const context: JobsContext = { db: database('unstuck-http'), dispatch: publisher, clock, random, ids, log };
  const engine: EngineDeps = {
    ...world,
    db: database('unstuck-engine'),
    publisher,
    analyzers,
    settings: config.engine,
    webhooks: webhooks.delivery,
  };
  const schedules: FireDeps = {
    context,
    submit: (submission) =>
      submit({ context, analyzers, settings: config.engine, budgets, webhooks: webhooks.rules }, submission),
    queue: createScheduleQueue(dispatching),
  };
  const http: HttpContext = {
    jobs: context,
    submit: schedules.submit,
    schedules: createWatchlistSchedules({ ...schedules, appUrl }),
    symbolSuffix: config.defaultSymbolSuffix,
    platforms: () => platformInfo(socialTokens(loaded)),
    disclaimer: (kind) => analyzers.get(kind)?.disclaimer ?? null,
    webhooks: webhooks.rules,
    uploads: { maxBytes: PDF_LIMITS.fileBytes, blob },
    watchdogPeriodMs: config.engine.watchdogPeriodMs,
    health: healthChecks(context.db, client),
    configProblems: problems,
    access: access(loaded),
    version: VERSION,
    appUrl,
    log,
  };
  const callbacks = createCallbacks({ ...engine, receiver: receiverOf(loaded), appUrl, schedules });
  const serve = (router: { fetch(request: Request): Response | Promise<Response> }): Handler => {
    return async (request) => router.fetch(request);
  };
  return {
    jobs: serve(createJobsRouter(http)),
    stocks: serve(createStocksRouter(http)),
    profiles: serve(createProfilesRouter(http)),
    documents: serve(createDocumentsRouter(http)),
    system: serve(createSystemRouter(http)),
    process: callbacks.process,
    failed: callbacks.failed,
    cron: (request) => runCron(cronDeps(loaded, context), request),
  };
}

let present: App | undefined;

/** The app of this process, made on first use. */
export function app(): App {
  if (!present) {
    keepHeapSmall();
    present = createApp(processConfig());
  }
  return present;
}
