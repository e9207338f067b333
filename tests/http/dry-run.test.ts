import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { NO_LIMITS } from '../../lib/access/limits.ts';
import type { Start } from '../../lib/engine/publisher.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json, problemOf } from './harness.ts';

let database: FreshDatabase;
/** What the queue was given: messages and schedules. */
const sent: { starts: Start[]; schedules: number } = { starts: [], schedules: 0 };
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = served();
});
afterAll(() => database.drop());

const usageShape = z.object({ messages: z.number(), cost_usd: z.number() });
const totalShape = z.object({ total: z.number() });
const deadlineShape = z.object({ deadline_at: z.string() });

const DRY = '/api/v1/jobs?dry_run=true';
const never = async () => {
  throw new Error('this test sends nothing else');
};

function served(changes: Parameters<typeof api>[1] = {}): Api {
  const publisher = {
    start: async (start: Start) => {
      sent.starts.push(start);
    },
    webhook: never,
    revive: never,
    bulk: never,
  };
  const schedules = {
    put: async () => {
      sent.schedules++;
    },
    get: async () => null,
    remove: async () => true,
  };
  return api(database.url, { ...changes, jobs: { publisher, schedules, ...changes.jobs } });
}

const TABLES = ['jobs', 'steps', 'job_tags', 'job_keys', 'sweepers', 'providers', 'owner_days', 'documents'];

/** Everything that a creation may leave behind. */
async function traces(): Promise<unknown> {
  const counts = TABLES.map((table) => `(select count(*) from ${table}) as ${table}`).join(', ');
  const { rows } = await service.jobs.db.execute(
    sql`select ${sql.raw(counts)}, (select md5(string_agg(j::text, '' order by id)) from jobs j) as digest`,
  );
  return { rows, messages: sent.starts.length, schedules: sent.schedules };
}

const stocks = (symbols: readonly string[], more: object = {}) => ({
  kind: 'stocks',
  input: { symbols },
  ...more,
});
const posts = [{ id: 'p1', created_at: '2026-01-01T00:00:00Z', text: 'Hello' }];
const PROFILE = { kind: 'profile', input: { platform: 'inline', profile_id: 'ann', posts } };
const DOCUMENT = { kind: 'document', input: { source_url: 'https://example.com/a.pdf' } };
const names = (count: number) => Array.from({ length: count }, (_, i) => `SIM${i}`);

/** A dry run, which must leave no trace. */
async function rehearsed(
  body: unknown,
  { of = service, headers = {} }: { of?: Api; headers?: Record<string, string> } = {},
) {
  const before = await traces();
  const response = await of.post(DRY, body, headers);
  expect(await traces()).toEqual(before);
  return response;
}

/** A problem without what is told of its own request. */
async function refusalOf(response: Response) {
  const { request_id: _request, ...problem } = await problemOf(response);
  return { problem, status: response.status, retry: response.headers.get('retry-after') };
}

describe('a dry run', () => {
  test.each([
    ['of a few stocks', stocks(['aapl', ' ^gspc ', 'AAPL']), { analyze: 2 }],
    ['of many stocks', stocks(names(120)), { analyze: 120 }],
    ['of a profile', PROFILE, { profile: 1, posts: null, analyses: null, report: null }],
    [
      'of a document',
      DOCUMENT,
      { open: 1, pages: null, ocr: null, text: null, analyses: null, report: null },
    ],
  ])('%s creates nothing, and says what its creation then creates', async (_, body, expected) => {
    const answer = await rehearsed(body);
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    const { would_create: told, ...rest } = await json(answer);
    expect(rest).toEqual({ dry_run: true, kind: body.kind, existing: null });

    const job = await json(await service.post('/api/v1/jobs', body));
    const shown = await json(await service.get(`/api/v1/jobs/${job['id']}`));
    const start = sent.starts.find(({ jobId }) => jobId === job['id']);
    const { rows } = await service.jobs.db.execute<{ stages: { name: string }[]; seconds: number }>(
      sql`select stages, deadline_seconds as seconds from jobs where id = ${job['id']}`,
    );
    const { rows: planned } = await service.jobs.db.execute<{ stage: number; steps: number }>(
      sql`select stage, count(*)::int as steps from steps where job_id = ${job['id']} group by stage`,
    );
    const stages = (rows[0]?.stages ?? []).map(({ name }, at) => ({
      name,
      steps: planned.find(({ stage }) => stage === at)?.steps ?? null,
    }));
    expect(Object.fromEntries(stages.map(({ name, steps }) => [name, steps]))).toEqual(expected);
    const { messages, cost_usd } = usageShape.parse(shown['usage']);
    expect(messages).toBe((start?.lines.length ?? 0) + 1);
    expect(told).toEqual({
      steps: totalShape.parse(job['progress']).total,
      stages,
      messages,
      cost_usd,
      deadline_seconds: rows[0]?.seconds,
      deadline_at: expect.any(String),
    });
    const deadline = Date.parse(String(job['deadline_at']));
    const drift = deadline - Date.parse(deadlineShape.parse(told).deadline_at);
    expect(drift).toBeGreaterThanOrEqual(0);
    expect(drift).toBeLessThan(30_000);
  });

  test('with dry_run=false is a creation, and another value is refused', async () => {
    const refused = await service.post('/api/v1/jobs?dry_run=yes', stocks(['AAPL']));
    expect(await problemOf(refused)).toMatchObject({
      status: 422,
      errors: [{ path: 'dry_run', code: 'not_one_of', message: 'dry_run must be true or false.' }],
    });
    expect((await service.post('/api/v1/jobs?dry_run=false', stocks(['AAPL']))).status).toBe(202);
  });

  test.each([
    ['a kind that is none', { kind: 'songs', input: {} }],
    ['symbols that are none', stocks(['A A', '', 'AAPL'])],
    ['no list while no universe is loaded', stocks([])],
    ['a capital too low', { kind: 'stocks', input: { symbols: ['AAPL'], capital: -1 } }],
    ['a network without its token', { kind: 'profile', input: { platform: 'twitter', profile_id: 'ann' } }],
    ['posts that are none', { kind: 'profile', input: { ...PROFILE.input, posts: [{ id: 'p1' }] } }],
    ['a document that is not there', { kind: 'document', input: { document_id: 'doc_none' } }],
    ['pages that are none', { kind: 'document', input: { ...DOCUMENT.input, pages: '9-3' } }],
    ['an address that is not public', { kind: 'document', input: { source_url: 'https://127.0.0.1/a.pdf' } }],
    [
      'a receiver while nothing can be signed',
      stocks(['AAPL'], { callback_url: 'https://example.com/hook' }),
    ],
    ['a deadline of two days', stocks(['AAPL'], { deadline_seconds: 172_800 })],
    ['text that cannot be stored', stocks(['AAPL'], { name: 'a\u0000b' })],
  ])('of %s is refused in the words of its creation', async (_, body) => {
    const refused = await refusalOf(await rehearsed(body));
    expect(refused.status).toBe(422);
    expect(await refusalOf(await service.post('/api/v1/jobs', body))).toEqual(refused);
  });

  test.each([
    ['too_many_unfinished_jobs', { unfinishedJobs: 1 }, ['ONE']],
    ['steps_per_day_exceeded', { stepsPerDay: 3 }, ['ONE', 'TWO', 'THREE']],
    ['steps_per_day_exceeded', { stepsPerDay: 3 }, names(9)],
  ])('beyond a limit is refused in the words of its creation: %s', async (code, limits, symbols) => {
    const owner = `limited-${symbols.length}`;
    const key = `uk_${owner}_0123456789abcdef`;
    const of = served({
      access: { mode: 'keys', keys: [{ owner, key }] },
      jobs: { limits: { ...NO_LIMITS, ...limits } },
    });
    const headers = { authorization: `Bearer ${key}` };
    expect((await rehearsed(stocks(['FIRST']), { of, headers })).status).toBe(200);
    expect((await of.post('/api/v1/jobs', stocks(['FIRST']), headers)).status).toBe(202);
    const refused = await refusalOf(await rehearsed(stocks(symbols), { of, headers }));
    expect(refused.problem).toMatchObject({ status: 429, code });
    const real = await refusalOf(await of.post('/api/v1/jobs', stocks(symbols), headers));
    // The limits of a day say when it ends, in seconds from now.
    expect({ ...real, retry: null }).toEqual({ ...refused, retry: null });
    expect(Number(refused.retry) - Number(real.retry)).toBeLessThan(30);
  });
});

describe('where a job is there already, a dry run', () => {
  test('names the unfinished singleton, and no longer once that has ended or is overdue', async () => {
    const body = stocks(['ONCE'], { singleton: true });
    const told = async () => (await json(await rehearsed(body)))['existing'];
    expect(await told()).toBeNull();
    const { id } = await json(await service.post('/api/v1/jobs', body));
    const answer = await rehearsed(body);
    expect(answer.headers.get('unstuck-singleton')).toBeNull();
    expect(await json(answer)).toEqual({
      dry_run: true,
      kind: 'stocks',
      would_create: null,
      existing: { id, reason: 'singleton' },
    });
    await service.jobs.db.execute(
      sql`update jobs set deadline_at = clock_timestamp() - interval '1 s' where id = ${id}`,
    );
    expect(await told()).toBeNull();
    expect((await json(await service.post('/api/v1/jobs', body)))['id']).not.toBe(id);
  });

  test('names the job of its Idempotency-Key, refuses another body, and uses no key up', async () => {
    const headers = { 'idempotency-key': 'rehearsed' };
    expect(await json(await rehearsed(stocks(['OTHER']), { headers }))).toMatchObject({ existing: null });
    const { id } = await json(await service.post('/api/v1/jobs', stocks(['KEYED']), headers));
    expect(await json(await rehearsed(stocks([' keyed']), { headers }))).toMatchObject({
      would_create: null,
      existing: { id, reason: 'idempotency_key' },
    });
    const refused = await refusalOf(await rehearsed(stocks(['OTHER']), { headers }));
    expect(refused.problem).toMatchObject({ code: 'idempotency_mismatch' });
    expect(await refusalOf(await service.post('/api/v1/jobs', stocks(['OTHER']), headers))).toEqual(refused);
  });
});
