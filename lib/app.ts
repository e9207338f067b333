import './core/small-heap.ts';
import { Receiver } from '@upstash/qstash';
import { type Access, type AccessDeps, createAccess } from './access/access.ts';
import { gatewayOf } from './ask/gateway.ts';
import { tellOperator } from './config/tell-operator.ts';
import { type Config, type LoadedConfig, processConfig } from './config.ts';
import { inBackground } from './core/background.ts';
import { type Clock, type Random, systemClock } from './core/clock.ts';
import { type Ids, randomIds } from './core/ids.ts';
import { jsonLog, type Log } from './core/log.ts';
import { systemResolve } from './core/public-fetch.ts';
import { connect, type Database } from './db/client.ts';
import { accepting } from './engine/accept/accepting.ts';
import { stepProcessFiles } from './engine/alone/files.ts';
import { createRunStep, type RunStep } from './engine/alone/run-step.ts';
import { type AloneRunner, createAloneRunner } from './engine/alone/runner.ts';
import { bulkReader } from './engine/bulk/carry-on.ts';
import { createCallbacks } from './engine/callbacks.ts';
import type { EngineContext } from './engine/context.ts';
import { runCron } from './engine/cron.ts';
import { createDeadlines } from './engine/deadlines.ts';
import type { WebhookDeps } from './engine/deps.ts';
import type { Kernel } from './engine/kernel.ts';
import { createLooks } from './engine/looks.ts';
import type { PublisherDeps } from './engine/outgoing.ts';
import { ownEventsOf } from './engine/own-event.ts';
import { probeReader } from './engine/proof/probe.ts';
import { createWitness } from './engine/proof/seen.ts';
import { createPublisher } from './engine/publisher.ts';
import { hushOf, queueClient } from './engine/queue-client.ts';
import { createQueuePlan } from './engine/queue-plan.ts';
import { reviveJob } from './engine/revive.ts';
import { createScheduleQueue } from './engine/schedules.ts';
import { healthDeps } from './health/deps.ts';
import { createHealth } from './health/health.ts';
import type { HttpContext } from './http/context.ts';
import { allEndpoints } from './http/endpoints.ts';
import { STEP_OUTPUTS } from './http/jobs/step-outputs.ts';
import { unlessMisconfigured } from './http/misconfigured.ts';
import { onlyMethod, safely } from './http/only-method.ts';
import { createRouter } from './http/router.ts';
import { createMcp } from './mcp/handler.ts';
import type { Product, ProductEntry } from './product.ts';
import { PRODUCTS } from './products.ts';

const VERSION = '0.1.0';

/** Replacements for external dependencies, for tests or embedding. */
export interface Overrides {
  clock?: Clock;
  random?: Random;
  ids?: Ids;
  log?: Log;
  /** Replaces `PRODUCTS`. */
  products?: readonly ProductEntry[];
  /** The module that exports `app()`, for steps' own processes: named where the app is not bundled. */
  appModule?: URL;
}

type Handler = (request: Request) => Promise<Response>;

/** One handler for each file in `api/`, and what a step's own process asks for. */
export interface App {
  jobs: Handler;
  stocks: Handler;
  profiles: Handler;
  documents: Handler;
  system: Handler;
  mcp: Handler;
  process: Handler;
  failed: Handler;
  cron: Handler;
  runStep: RunStep;
}

type World = Required<Omit<Overrides, 'products' | 'appModule'>>;

function connection({ config }: LoadedConfig, applicationName: string): Database {
  const url = config.secrets.databaseUrl || 'postgresql://unset:unset@unset.invalid/unset';
  return connect({ url, applicationName, timeoutMs: config.databaseTimeoutMs });
}

function access({ config }: LoadedConfig): HttpContext['access'] {
  const keys = config.secrets.apiKeys;
  if (keys.length > 0) return { mode: 'keys', keys };
  return config.onVercel ? { mode: 'closed' } : { mode: 'open', owner: 'local' };
}

function receiverOf({ config }: LoadedConfig): Receiver {
  const { currentSigningKey, nextSigningKey } = config.secrets;
  return new Receiver({ currentSigningKey, nextSigningKey, devMode: false });
}

function webhookDeps({ config }: LoadedConfig, ownEvents: WebhookDeps['ownEvents']): WebhookDeps {
  const { webhookAllowLocal: allowLocal, secrets } = config;
  return { secret: secrets.webhookSecret, allowLocal, resolve: systemResolve, ownEvents };
}

/** Rules for callback_url. */
function webhookRules({ config }: LoadedConfig): HttpContext['webhooks'] {
  return { configured: config.secrets.webhookSecret !== null, allowLocal: config.webhookAllowLocal };
}

/** Collects the products' parts for the engine and the routers. */
export function partsOf(products: readonly Product[]) {
  const kinds = products.map(({ analyzer, results = STEP_OUTPUTS, exampleInput }) => ({
    analyzer,
    results,
    exampleInput,
  }));
  return {
    analyzers: new Map(products.map(({ analyzer }) => [analyzer.kind, analyzer])),
    kinds: new Map(kinds.map((kind) => [kind.analyzer.kind, kind])),
    tags: products.flatMap(({ tags }) => tags ?? []),
    budgets: Object.assign({}, ...products.map(({ budgets }) => budgets)),
    retention: products.flatMap(({ retention }) => retention ?? []),
    releases: products.flatMap(({ release }) => release ?? []),
    stored: products.flatMap(({ stored }) => stored ?? []),
  };
}

const messagesOf = (products: readonly Product[], kernel: Kernel) =>
  products.flatMap(({ messages }) => messages?.(kernel) ?? []);

function httpContext(
  loaded: LoadedConfig,
  kernel: Kernel,
  parts: Pick<HttpContext, 'kinds' | 'tags' | 'releases' | 'health' | keyof Access>,
): HttpContext {
  const { problems } = loaded;
  return {
    ...kernel,
    ...parts,
    webhooks: webhookRules(loaded),
    configProblems: problems,
    gateway: gatewayOf(loaded.config.secrets.gateway, kernel.jobs.clock),
    access: access(loaded),
    corsOrigins: loaded.config.corsOrigins,
    version: VERSION,
    log: kernel.jobs.log,
  };
}

function aloneRunner({ config }: LoadedConfig, clock: Clock, appModule?: URL): AloneRunner | null {
  const files = stepProcessFiles(appModule);
  return (
    files &&
    createAloneRunner({
      files,
      clock,
      marginMs: config.engine.aloneStartMs,
      atOnce: config.engine.aloneAtOnce,
    })
  );
}

function worldOf(overrides: Overrides): World {
  const clock = overrides.clock ?? systemClock;
  const log = jsonLog((line) => console.log(line), clock.now);
  return { clock, random: Math.random, ids: randomIds, log, ...overrides };
}

function queueOf(config: Config, world: World) {
  const { appUrl, engine: settings } = config;
  const [client, hush, plan] = [queueClient(config), hushOf(config), createQueuePlan(world.log)];
  const deps: PublisherDeps = { ...world, client, appUrl, settings, plan, hush };
  return { client, hush, publisher: createPublisher(deps), schedules: createScheduleQueue(deps) };
}

const accessOf = (
  { config: { limits, secrets } }: LoadedConfig,
  world: Omit<AccessDeps, 'limits' | 'shareSecret'>,
): Access => createAccess({ ...world, limits, shareSecret: secrets.shareSecret });

/** Composition root: config → clients → products → routers and engine. */
export function createApp(loaded: LoadedConfig, overrides: Overrides = {}): App {
  const { config, problems } = loaded;
  const { products: entries = PRODUCTS, appModule, ...replaced } = overrides;
  const world = worldOf(replaced);
  tellOperator(loaded, world.log);
  const database = (applicationName: string) => connection(loaded, applicationName);
  const products = entries.map((entry) => entry.create({ ...world, config, database }));
  const { analyzers, kinds, tags, budgets, retention, releases, stored } = partsOf(products);

  const { appUrl, engine: settings, limits } = config;
  const { client, hush, publisher, schedules } = queueOf(config, world);
  const webhooks = webhookDeps(loaded, ownEventsOf([...analyzers.values()]));
  const shared = { ...world, publisher, schedules, settings, limits, appUrl, webhooks };
  const db = database('unstuck-http');
  const endOverdue = createDeadlines({ ...shared, db, background: inBackground });
  const jobs: EngineContext = { ...shared, db, endOverdue, looked: (seen) => looked(seen) };
  const revive = (id: string) => reviveJob(jobs, id);
  const looked = createLooks({ ...world, settings, background: inBackground, revive });
  const kernel: Kernel = {
    jobs,
    ...accepting({ context: jobs, settings, budgets, webhooks: webhookRules(loaded) }),
    scheduleQueue: schedules,
    appUrl,
  };
  const forHealth = { ...world, hush, client, db: database('unstuck-health') };
  const looking = healthDeps(loaded, forHealth);
  const proof = { ...forHealth, route: looking.route };
  const callbacks = createCallbacks({
    ...shared,
    db: database('unstuck-engine'),
    endOverdue,
    looked: () => {},
    process: world.ids.token(),
    analyzers,
    alone: aloneRunner(loaded, world.clock, appModule),
    receiver: receiverOf(loaded),
    readers: [probeReader(proof), bulkReader({ context: jobs, releases }), ...messagesOf(products, kernel)],
    verified: createWitness({ ...proof, background: inBackground }),
  });
  const context = httpContext(loaded, kernel, {
    kinds,
    tags,
    releases,
    health: createHealth(looking),
    ...accessOf(loaded, { ...world, jobs, stored, db: database('unstuck-access') }),
  });
  const ofProducts = products.flatMap(({ routes }) => routes?.(context) ?? []);
  const router = createRouter(context, allEndpoints(context, ofProducts));
  const refusing = unlessMisconfigured(problems, world);
  const only = onlyMethod(world);
  const served = safely(async (request) => router.fetch(request));
  const { cronSecret: secret } = config.secrets;
  const cron = (request: Request) => runCron({ context: jobs, log: jobs.log, secret, retention }, request);
  return {
    jobs: served,
    stocks: served,
    profiles: served,
    documents: served,
    system: served,
    mcp: safely(createMcp(context, router)),
    process: only('POST', refusing(callbacks.process, { spaced: true })),
    failed: only('POST', refusing(callbacks.failed)),
    cron: only('GET', refusing(cron, { needs: 'CRON_SECRET' })),
    runStep: createRunStep(analyzers, world.log),
  };
}

let present: App | undefined;

/** The app of this process, created on first use. */
export function app(): App {
  present ??= createApp(processConfig());
  return present;
}
