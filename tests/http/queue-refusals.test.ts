import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@upstash/qstash';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Refuse } from '../../dev/qstash/refuse.ts';
import { type QstashServer, startQstash } from '../../dev/qstash/server.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { hushing } from '../../lib/core/hush.ts';
import type { Log } from '../../lib/core/log.ts';
import type { PublisherDeps } from '../../lib/engine/outgoing.ts';
import { createPublisher } from '../../lib/engine/publisher.ts';
import { createQueuePlan, type QueuePlan } from '../../lib/engine/queue-plan.ts';
import { createScheduleQueue } from '../../lib/engine/schedules.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json, type Line, problemOf } from './harness.ts';

const SECRET = 'bypass-secret-0815';
const RESET_AT = Math.ceil(Date.now() / 1_000) * 1_000 + 7_200_000;

let fresh: FreshDatabase;
let folder: string;
let qstash: QstashServer;
let refuse: Refuse | undefined;
let calls: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'unstuck-refusing-'));
  qstash = await startQstash({
    file: join(folder, 'queue.sqlite'),
    parallelism: 0,
    intercept: {
      refuse: ({ path }) => {
        calls.push(path);
        return refuse;
      },
    },
  });
});
afterAll(async () => {
  await qstash.stop();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  refuse = undefined;
  calls = [];
});

interface Service extends Api {
  plan: QueuePlan;
  queueLines: Line[];
}

/** The HTTP API over the real client and publisher; `url` replaces the local queue's. */
function service({ url = qstash.url, token = qstash.token }: { url?: string; token?: string } = {}): Service {
  const queueLines: Line[] = [];
  const keep =
    (level: string) =>
    (event: string, fields: Line['fields'] = {}) =>
      void queueLines.push({ level, event, fields });
  const log: Log = { info: keep('info'), warn: keep('warn'), error: keep('error'), with: () => log };
  const client = new Client({ baseUrl: url, token, devMode: false, retry: false, enableTelemetry: false });
  const plan = createQueuePlan(log);
  const deps: PublisherDeps = {
    client,
    appUrl: 'https://unstuck.test',
    clock: systemClock,
    random: () => 0,
    log,
    settings: DEFAULTS,
    plan,
    hush: hushing([SECRET]),
  };
  const schedules = createScheduleQueue(deps);
  const jobs = { publisher: createPublisher(deps), schedules };
  return { ...api(fresh.url, { jobs, scheduleQueue: schedules }), plan, queueLines };
}

const create = (to: Api) => to.post('/api/v1/stocks/analyze-all-stocks', { symbols: ['AAPL'] });

/** A job that has ended with a step that failed. */
async function failedJob(of: Api): Promise<string> {
  refuse = undefined;
  const { job_id: id } = await json(await create(of));
  await of.jobs.db.execute(
    sql`update steps set status = 'failed', completed_at = now() where job_id = ${id}`,
  );
  await of.jobs.db.execute(
    sql`update jobs set status = 'failed', failed = 1, stage_left = 0, completed_at = now() where id = ${id}`,
  );
  return String(id);
}

const ACTIONS: Record<string, (to: Api) => Promise<() => Promise<Response>>> = {
  'a creation': async (to) => () => create(to),
  'a retry': async (to) => {
    const id = await failedJob(to);
    return () => to.post(`/api/v1/jobs/${id}/retry`);
  },
  'a schedule': async (to) => () =>
    to.call('PUT', '/api/v1/watchlist/schedule', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cron: '0 6 * * *' }),
    }),
};

interface Case {
  refuse: Refuse;
  code: string;
  names: RegExp;
  /** Calls of the messages themselves. */
  calls?: number;
}

const CASES: Record<string, Case> = {
  'the daily limit': {
    refuse: { quota: { resetAt: RESET_AT } },
    code: 'quota_exceeded',
    names: new RegExp(new Date(RESET_AT).toISOString()),
  },
  'the daily limit without its reset': {
    refuse: { quota: { resetAt: null } },
    code: 'quota_exceeded',
    names: /within a day/,
  },
  'a burst that does not end': { refuse: 'burst', code: 'queue_busy', names: /few seconds/, calls: 2 },
  'a token of another region': {
    refuse: 'unauthorized',
    code: 'queue_unauthorized',
    names: /QSTASH_TOKEN.*region/,
  },
  'a token without rights': { refuse: 'forbidden', code: 'queue_unauthorized', names: /QSTASH_TOKEN/ },
  'an unpaid plan': { refuse: 'payment_required', code: 'quota_exceeded', names: /Upgrade the plan/ },
  'a message too large': { refuse: 'too_large', code: 'queue_rejected', names: /larger/ },
  'an address that cannot be resolved': {
    refuse: { destination: 'unable to resolve host: lookup web on 10.0.0.1:53: no such host' },
    code: 'queue_rejected',
    names: /no such host.*APP_URL/,
  },
  'a loopback address': {
    refuse: { destination: 'endpoint resolves to a loopback address' },
    code: 'queue_rejected',
    names: /loopback.*APP_URL/,
  },
};

const matrix = Object.keys(ACTIONS).flatMap((action) =>
  Object.keys(CASES).map((name) => [action, name] as const),
);

describe('what the queue refuses', () => {
  test.each(matrix)('of %s: %s is told as what it is, and not tried in vain', async (action, name) => {
    const to = service();
    const act = await ACTIONS[action]?.(to);
    const wanted = CASES[name];
    if (!act || !wanted) throw new Error('no such case');
    await to.jobs.db.execute(sql`insert into sweepers (app_url, generation, armed) values ('https://unstuck.test', 1, true)
      on conflict (app_url) do update set armed = true`);
    refuse = wanted.refuse;
    calls = [];
    const answer = await act();
    expect(answer.status).toBe(503);
    const problem = await problemOf(answer);
    expect(problem).toMatchObject({ code: wanted.code, detail: expect.stringMatching(wanted.names) });
    expect(calls).toHaveLength(wanted.calls ?? 1);
    expect(problem.detail).toMatch(
      {
        'a creation': /^Nothing was created/,
        'a retry': /has not begun again/,
        'a schedule': /schedule is unchanged/,
      }[action] ?? /^$/,
    );
    const line = to.lines.find(({ event }) => event === 'service_fault');
    expect(line?.fields).toMatchObject({ code: wanted.code, request: problem.request_id });
  });

  test('with a reset is answered with Retry-After until then', async () => {
    refuse = { quota: { resetAt: RESET_AT } };
    const seconds = Number((await create(service())).headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(Math.ceil((RESET_AT - Date.now()) / 1_000) + 1);
  });

  test('and passes with the second call of a burst is accepted', async () => {
    const to = service();
    let left = 1;
    const flaky: QstashServer = await startQstash({
      file: join(folder, 'flaky.sqlite'),
      intercept: { refuse: ({ path }) => (path === '/v2/batch' && left-- > 0 ? 'burst' : undefined) },
    });
    const answer = await create(service({ url: flaky.url, token: flaky.token }));
    expect(answer.status).toBe(201);
    expect(to.queueLines).toEqual([]);
    await flaky.stop();
  });

  test('is told from an outage, which is tried again', async () => {
    const problem = await problemOf(await create(service({ url: 'http://127.0.0.1:1' })));
    expect(problem).toMatchObject({
      code: 'queue_unavailable',
      detail: expect.stringMatching(/Try again soon/),
    });
  });

  test('does not hinder a cancellation', async () => {
    const to = service();
    const { job_id: id } = await json(await create(to));
    refuse = 'unauthorized';
    expect((await to.post(`/api/v1/jobs/${id}/cancel`)).status).toBe(200);
  });

  test('is logged once for each reason, without the secrets it repeats', async () => {
    const to = service();
    refuse = { destination: `bad header ${SECRET} for the host` };
    const text = await (await create(to)).text();
    const refused = to.queueLines.filter(({ event }) => event === 'queue_refused');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.fields).toMatchObject({ code: 'queue_rejected', messages: 2 });
    expect(JSON.stringify([to.lines, to.queueLines, text])).not.toContain(SECRET);
  });
});

describe('what is over the plan', () => {
  test.each([5, 3, 0].map((retries) => [retries]))(
    '%d retries: the job is accepted with as many',
    async (retries) => {
      const to = service();
      refuse = { retries };
      for (const _ of [1, 2]) expect((await create(to)).status).toBe(201);
      const told = to.queueLines.filter(({ event }) => event === 'queue_plan_takes_less');
      expect(told.map(({ fields }) => fields)).toEqual(
        retries === 5
          ? []
          : [{ what: 'retries', asked: 5, taken: retries, words: 'quota maxRetries exceeded' }],
      );
      expect(to.plan.learnt()).toEqual(told.map(({ fields }) => fields));
      expect(to.queueLines.filter(({ event }) => event === 'queue_refused')).toEqual([]);
    },
  );

  test('is learnt once: the next job is one call', async () => {
    const to = service();
    refuse = { retries: 3 };
    await create(to);
    calls = [];
    await create(to);
    expect(calls).toEqual(['/v2/batch']);
  });

  test('a delay: the job is accepted with a shorter one', async () => {
    const to = service();
    refuse = { delaySeconds: 30 };
    expect((await create(to)).status).toBe(201);
    expect(to.plan.learnt()).toMatchObject([{ what: 'delay', taken: 0 }]);
  });

  test('a schedule is taken with fewer retries', async () => {
    const to = service();
    refuse = { retries: 3 };
    const act = await ACTIONS['a schedule']?.(to);
    expect((await act?.())?.status).toBe(200);
    expect(to.plan.learnt()).toMatchObject([{ what: 'retries', taken: 3 }]);
  });
});
