import { z } from 'zod';
import { createAnalyzers } from '../../lib/analyzers/index.ts';
import { universeTickers } from '../../lib/analyzers/stocks/queries-universe.ts';
import type { Clock } from '../../lib/core/clock.ts';
import type { Log, LogFields } from '../../lib/core/log.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import { submit } from '../../lib/engine/submit.ts';
import type { HttpContext } from '../../lib/http/context.ts';
import { createDocumentsRouter } from '../../lib/http/documents.ts';
import { createJobsRouter } from '../../lib/http/jobs.ts';
import { createProfilesRouter } from '../../lib/http/profiles.ts';
import { createStocksRouter } from '../../lib/http/stocks.ts';
import { createSystemRouter } from '../../lib/http/system.ts';
import type { JobsContext } from '../../lib/jobs/context.ts';
import { simulatedSource } from '../../lib/sources/market/simulated.ts';
import { platformInfo } from '../../lib/sources/social/platforms.ts';
import { jobsContext } from '../support/jobs.ts';

/** Nothing listens here: what a database that is down looks like. */
export const NOWHERE = 'postgresql://nobody:nothing@127.0.0.1:1/none';

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
    sleep: async (ms) => {
      now += ms;
      await meanwhile(now);
    },
  };
}

export interface Api {
  context: HttpContext;
  jobs: JobsContext;
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
  jobs?: Partial<JobsContext>;
}

const notHere = async () => {
  throw new Error('these tests have no queue that keeps schedules');
};
const notRun = async () => {
  throw new Error('these tests run no steps');
};
const NO_SCHEDULES: HttpContext['schedules'] = { put: notHere, get: notHere, remove: notHere };
const NO_WEBHOOKS = { configured: false, allowLocal: false };

/** The routers as the functions serve them, with the rewrites' rough shape in front. */
export function api(
  url: string,
  { jobs: changes, webhooks = NO_WEBHOOKS, ...overrides }: ApiOptions = {},
): Api {
  const lines: Line[] = [];
  const log = keptLog(lines);
  const jobs: JobsContext = { ...jobsContext(url), log, ...changes };
  const market = simulatedSource({ clock: jobs.clock, latencyMs: 0 });
  const analyzers = createAnalyzers({
    stocks: { market, suffix: '.NS', maxInFlight: null, universe: () => universeTickers(jobs.db) },
    profile: { db: jobs.db, sources: new Map(), clock: jobs.clock },
    document: { ...jobs, resolve: notRun, allowLocal: false, recognize: notRun },
  });
  const context: HttpContext = {
    jobs,
    submit: (submission) =>
      submit({ context: jobs, analyzers, settings: DEFAULTS, budgets: {}, webhooks }, submission),
    schedules: NO_SCHEDULES,
    symbolSuffix: '.NS',
    platforms: () => platformInfo({ github: undefined, x: undefined }),
    disclaimer: (kind) => analyzers.get(kind)?.disclaimer ?? null,
    webhooks,
    uploads: { maxBytes: 96 * 1024 * 1024, blob: null },
    watchdogPeriodMs: 60_000,
    health: [],
    configProblems: [],
    access: { mode: 'open', owner: 'ann' },
    version: '9.9.9',
    appUrl: 'https://unstuck.test',
    log,
    ...overrides,
  };
  const routers = {
    jobs: createJobsRouter(context),
    stocks: createStocksRouter(context),
    profiles: createProfilesRouter(context),
    documents: createDocumentsRouter(context),
    system: createSystemRouter(context),
  };
  const routerOf = (path: string) => {
    const [, family] = /^\/api(?:\/v1)?\/([a-z-]+)/.exec(path) ?? [];
    if (family === 'jobs') return routers.jobs;
    if (/^(documents|process-pdf(-async)?)$/.test(family ?? '')) return routers.documents;
    if (/^(analyze|platforms|tasks|stats)$/.test(family ?? '')) return routers.profiles;
    return /^(stocks|all-stocks|analysis|analysis-history|watchlist)$/.test(family ?? '')
      ? routers.stocks
      : routers.system;
  };
  const call = async (method: string, path: string, { headers, body, origin }: CallOptions = {}) =>
    routerOf(path).fetch(
      new Request((origin ?? 'http://localhost:3000') + path, {
        method,
        headers: headers ?? {},
        ...(body === undefined ? {} : { body }),
      }),
    );
  return {
    context,
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
