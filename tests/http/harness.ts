import { z } from 'zod';
import { createAccess } from '../../lib/access/access.ts';
import { partsOf } from '../../lib/app.ts';
import { type Clock, systemClock } from '../../lib/core/clock.ts';
import { ofParts } from '../../lib/core/finding.ts';
import type { Log, LogFields } from '../../lib/core/log.ts';
import { createSealer } from '../../lib/core/sealer.ts';
import type { BlobStore } from '../../lib/documents/files/blob-store.ts';
import { documentsProduct } from '../../lib/documents/index.ts';
import { accepting } from '../../lib/engine/accept/accepting.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import type { Report } from '../../lib/health/report.ts';
import type { HttpContext } from '../../lib/http/context.ts';
import type { Endpoint } from '../../lib/http/endpoint.ts';
import { allEndpoints } from '../../lib/http/endpoints.ts';
import { createRouter } from '../../lib/http/router.ts';
import type { Product } from '../../lib/product.ts';
import { profilesProduct } from '../../lib/profiles/index.ts';
import type { SocialTokens } from '../../lib/profiles/networks/platforms.ts';
import { stocksProduct } from '../../lib/stocks/index.ts';
import { simulatedSource } from '../../lib/stocks/market/simulated.ts';
import { universeTickers } from '../../lib/stocks/universe/universe.ts';
import { jobsContext } from '../support/jobs.ts';

/** Nothing listens here: what a database that is down looks like. */
export const NOWHERE = 'postgresql://nobody:nothing@127.0.0.1:1/none';

/** A deployment with nothing wrong, of which everything is known. */
export const WELL: Report = {
  status: 'ok',
  parts: ofParts(() => 'ok'),
  findings: [],
  checkedAt: 1_796_000_000_000,
  databaseAskedAt: 1_796_000_000_000,
  callbackSeenAt: null,
};

export interface Line {
  level: string;
  event: string;
  fields: LogFields;
}

function keptLog(lines: Line[], base: LogFields = {}): Log {
  const keep = (level: string) => (event: string, fields?: LogFields) => {
    lines.push({ level, event, fields: { ...base, ...fields } });
  };
  return {
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    with: (fields) => keptLog(lines, { ...base, ...fields }),
  };
}

/** Time passes only in sleeps, and `meanwhile` happens in each of them. */
export function sleepyClock(meanwhile: (nowMs: number) => Promise<void>): Clock {
  let now = Date.now();
  return {
    now: () => now,
    passed: () => now,
    sleep: async (ms) => {
      now += ms;
      await meanwhile(now);
    },
    after: systemClock.after,
  };
}

export interface Api {
  context: HttpContext;
  endpoints: readonly Endpoint[];
  products: readonly Product[];
  jobs: EngineContext;
  lines: Line[];
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

interface CallOptions {
  headers?: Record<string, string>;
  body?: string | FormData | Uint8Array<ArrayBuffer>;
  origin?: string;
}

export interface ApiOptions extends Partial<Omit<HttpContext, 'jobs'>> {
  jobs?: Partial<EngineContext>;
  /** Of the networks that need one. */
  tokens?: SocialTokens;
  blob?: BlobStore | null;
}

const notHere = async () => {
  throw new Error('these tests have no queue that keeps schedules');
};
const notRun = async () => {
  throw new Error('these tests run no steps');
};
const NO_SCHEDULES: HttpContext['scheduleQueue'] = { put: notHere, get: notHere, remove: notHere };
const NO_WEBHOOKS = { configured: false, allowLocal: false };

function productsOf(
  jobs: EngineContext,
  { tokens = { github: undefined, x: undefined }, blob = null }: ApiOptions,
) {
  const { db, clock, ids } = jobs;
  const passwords = createSealer('a secret of the tests', 'document passwords', ids);
  const market = simulatedSource({ clock, latencyMs: 0 });
  return [
    stocksProduct(
      { market, suffix: '.NS', limits: null, universe: () => universeTickers(db), pendingPlans: notRun },
      30,
    ),
    profilesProduct(
      { db, sources: new Map(), clock, limits: {}, allowLocal: false },
      { tokens, rawRetentionDays: 30 },
    ),
    documentsProduct(
      { ...jobs, resolve: notRun, allowLocal: false, recognize: notRun, passwords },
      { blob, retentionDays: 30 },
    ),
  ];
}

/** The service's router, with products that are never run. */
export function api(url: string, options: ApiOptions = {}): Api {
  const { jobs: changes, webhooks = NO_WEBHOOKS, tokens: _tokens, blob: _blob, ...overrides } = options;
  const lines: Line[] = [];
  const log = keptLog(lines);
  const jobs: EngineContext = { ...jobsContext(url), log, ...changes };
  const products = productsOf(jobs, options);
  const { kinds, tags, releases, stored } = partsOf(products);
  const context: HttpContext = {
    jobs,
    ...createAccess({ ...jobs, jobs, stored, shareSecret: null }),
    ...accepting({ context: jobs, settings: DEFAULTS, budgets: {}, webhooks }),
    scheduleQueue: NO_SCHEDULES,
    kinds,
    tags,
    releases,
    webhooks,
    health: { report: async () => WELL, probe: async () => ({ cameBackInMs: 420, findings: [] }) },
    gateway: null,
    configProblems: [],
    access: { mode: 'open', owner: 'ann' },
    corsOrigins: [],
    version: '9.9.9',
    appUrl: 'https://unstuck.test',
    log,
    ...overrides,
  };
  const endpoints = allEndpoints(
    context,
    products.flatMap(({ routes }) => routes?.(context) ?? []),
  );
  const router = createRouter(context, endpoints);
  const call = async (method: string, path: string, { headers, body, origin }: CallOptions = {}) =>
    router.fetch(
      new Request((origin ?? 'http://localhost:3000') + path, {
        method,
        headers: headers ?? {},
        ...(body === undefined ? {} : { body }),
      }),
    );
  return {
    context,
    endpoints,
    products,
    jobs,
    lines,
    call,
    get: (path, headers = {}) => call('GET', path, { headers }),
    post: (path, body, headers = {}) =>
      call(
        'POST',
        path,
        body === undefined
          ? { headers }
          : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
      ),
  };
}

const problemShape = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});

/** The problem in an answer, which must be one in every respect. */
export async function problemOf(response: Response): Promise<z.infer<typeof problemShape>> {
  const problem = problemShape.parse(await response.json());
  const type = response.headers.get('content-type');
  if (type !== 'application/problem+json') throw new Error(`a problem is not sent as ${type}`);
  if (problem.status !== response.status) throw new Error('a problem states the status it is sent with');
  if (problem.request_id !== response.headers.get('x-request-id'))
    throw new Error('a problem names its request');
  return problem;
}

/** Where the faults are, and their codes: `capital too_low`. */
export async function faultsOf(response: Response): Promise<string[]> {
  const { errors = [] } = await problemOf(response);
  return errors.map(({ path, code }) => `${path} ${code}`);
}

export async function json(response: Response): Promise<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(await response.json());
}
