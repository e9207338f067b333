import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@upstash/qstash';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { createDatabase, dropDatabase } from '../../dev/postgres/admin.ts';
import { type Stack, startStack } from '../../dev/stack/stack.ts';
import { migrate } from '../../lib/engine/migrate.ts';
import {
  insertOldRows,
  kindsAreConstrained,
  migrateAsBefore,
  type OldDeployment,
  type Row,
  type Rows,
  readOldDeployment,
  readRows,
} from '../support/old-deployment.ts';
import { getJson, postJson, ROOT, untilEnded } from '../support/stack.ts';

const { adminUrl, neonPort } = inject('database');
const NAME = `upgrade_${randomBytes(8).toString('hex')}`;
const direct = new URL(adminUrl);
direct.pathname = NAME;
const url = new URL(direct);
url.port = String(neonPort);

let old: OldDeployment;
let tables: string[];
let before: Rows;
let stack: Stack;
let localDir: string;

beforeAll(async () => {
  old = await readOldDeployment();
  tables = Object.keys(old.rows);
  await createDatabase(adminUrl, NAME);
  await migrateAsBefore(url.href);
  await insertOldRows(direct.href, old);
  before = await readRows(direct.href, tables);
  localDir = await mkdtemp(join(tmpdir(), 'unstuck-upgrade-'));
});
afterAll(async () => {
  await stack?.stop();
  await dropDatabase(adminUrl, NAME);
  await rm(localDir, { recursive: true, force: true });
});

const messageSchema = z.object({ type: z.string(), job: z.string() });
const jobNamed = (name: string): string => old.requests.find((request) => request.name === name)?.job ?? '';
const rowsOf = (rows: Rows, table: string, job: string): Row[] =>
  (rows[table] ?? []).filter((row) => row['job_id'] === job);

/** Publishes bodies unchanged, as the old version did. @returns their message ids. */
async function publish(bodies: string[]): Promise<string[]> {
  const { QSTASH_URL: baseUrl = '', QSTASH_TOKEN: token = '' } = stack.env;
  const client = new Client({ baseUrl, token, devMode: false, retry: false });
  const accepted: unknown = await client.batch(
    bodies.map((body) => ({
      url: `${stack.url}/api/process`,
      body,
      headers: { 'Content-Type': 'application/json' },
      retries: 5,
      retryDelay: '1000',
      failureCallback: `${stack.url}/api/failed`,
      timeout: 300,
    })),
  );
  return z
    .array(z.object({ messageId: z.string() }))
    .parse(accepted)
    .map(({ messageId }) => messageId);
}

/** Waits until the messages are acknowledged. */
async function acknowledged(ids: string[]): Promise<void> {
  const states = () =>
    (stack.qstash?.published() ?? [])
      .filter(({ messageId }) => ids.includes(messageId))
      .map(({ state }) => state);
  await vi.waitUntil(
    () => states().every((state) => !['CREATED', 'ACTIVE', 'RETRY'].includes(state)),
    10_000,
  );
  expect(states()).toEqual(ids.map(() => 'DELIVERED'));
}

async function resultOf(job: string): Promise<Row[]> {
  const answer = await getJson(`${stack.url}/api/v1/jobs/${job}/result`);
  return z.object({ data: z.array(z.record(z.string(), z.unknown())) }).parse(answer).data;
}

describe('what a killed older version left', () => {
  test('is jobs of every kind half done, in a database that lists the kinds', async () => {
    expect(await kindsAreConstrained(direct.href)).toBe(true);
    const kinds = (before['jobs'] ?? []).map((row) => `${row['kind']} ${row['status']}`);
    expect(kinds.toSorted()).toEqual([
      'document processing',
      'profile processing',
      'stocks processing',
      'stocks processing',
    ]);
    const steps = rowsOf(before, 'steps', jobNamed('watchlist')).map((row) => row['status']);
    expect(steps.toSorted()).toEqual(['done', 'done', 'running']);
  });

  test('is not changed by the migrations: every row stays as it was', async () => {
    await migrate(url.href);
    expect(await kindsAreConstrained(direct.href)).toBe(false);
    expect(await readRows(direct.href, tables, before)).toEqual(before);
  });
});

describe('the new version on it', () => {
  beforeAll(async () => {
    const env = { MARKET_DATA: 'simulated', MARKET_MAX_IN_FLIGHT: '1' };
    const host = { log: () => {} };
    stack = await startStack({ root: ROOT, localDir, databaseUrl: url.href, host, env });
  });

  test('replays each old request under its Idempotency-Key', async () => {
    for (const { path, key, body, job } of old.requests) {
      const response = await postJson(stack.url + path, body, { 'Idempotency-Key': key });
      expect([path, response.headers.get('Idempotency-Replayed')]).toEqual([path, 'true']);
      expect(response.headers.get('Location')).toBe(`/api/v1/jobs/${job}`);
    }
    expect(await readRows(direct.href, ['jobs'], before)).toEqual({ jobs: before['jobs'] });
  });

  test('finishes every old job by the messages that were in flight, a watchdog’s among them', async () => {
    // One job has only its watchdog's message left, the others only that of their slice.
    const first = old.messages.filter((body) => {
      const { type, job } = messageSchema.parse(JSON.parse(body));
      return (type === 'watchdog') === (job === jobNamed('stocks'));
    });
    expect(first).toHaveLength(4);
    const ids = await publish(first);
    for (const { name, job } of old.requests) {
      expect([name, await untilEnded(stack.url, job)]).toMatchObject([
        name,
        { status: 'completed', error: null, progress: { percent: 100, failed: 0 } },
      ]);
    }
    await acknowledged(ids);
    await acknowledged(await publish(old.messages.filter((body) => !first.includes(body))));
  });

  test('keeps what the old version had finished', async () => {
    const after = await readRows(direct.href, tables, before);
    const done = (before['steps'] ?? []).filter((row) => row['status'] === 'done');
    expect(done).toHaveLength(5);
    for (const table of ['stock_results', 'stock_raw', 'stock_evidence', 'document_parts', 'profile_posts']) {
      expect(after[table]).toEqual(expect.arrayContaining(before[table] ?? []));
    }
    expect(after['steps']).toEqual(expect.arrayContaining(done));
    expect(after['watchlist']).toEqual(before['watchlist']);
    const identity = (row: Row) =>
      ['id', 'owner', 'kind', 'source', 'input', 'request_hash'].map((name) => row[name]);
    expect((after['jobs'] ?? []).map(identity).toSorted()).toEqual(
      (before['jobs'] ?? []).map(identity).toSorted(),
    );
  });

  test('shows the results of each', async () => {
    const tickers = async (name: string) => (await resultOf(jobNamed(name))).map((row) => row['ticker']);
    expect((await tickers('watchlist')).toSorted()).toEqual(['INFY.NS', 'TCS.NS', 'WIPRO.NS']);
    expect((await tickers('stocks')).toSorted()).toEqual(['AAPL', '^GSPC']);
    expect(await getJson(`${stack.url}/api/tasks/${jobNamed('profile')}`)).toMatchObject({
      status: 'completed',
      results: { basis: { posts: 40 }, missing: [] },
    });
    const [report] = await resultOf(jobNamed('document'));
    expect(report).toMatchObject({ document: { name: 'note.pdf', pages: 2 }, missing: [] });
    const text = await fetch(`${stack.url}/api/v1/jobs/${jobNamed('document')}/result?format=text`);
    expect(await text.text()).toContain('This is page 2 of a short note about the sea.');
    const last = { last_job_id: jobNamed('watchlist'), last_status: 'completed' };
    expect(await getJson(`${stack.url}/api/watchlist`)).toMatchObject({ watchlist: [last, last, last] });
  });

  test('analyzes the watchlist when the old schedule is due', async () => {
    await acknowledged(await publish([old.schedule]));
    const { jobs = [] } = await readRows(direct.href, ['jobs']);
    const [made] = jobs.filter((row) => row['source'] === 'schedule');
    expect(made).toMatchObject({ kind: 'stocks', input: { capital: 50_000, history_years: 2 } });
    const id = String(made?.['id']);
    expect(await untilEnded(stack.url, id)).toMatchObject({ status: 'completed' });
    expect(await resultOf(id)).toHaveLength(3);
  });
});
