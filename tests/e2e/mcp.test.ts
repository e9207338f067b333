import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { NeonServer } from '../../dev/neon/server.ts';
import { type Stack, startStack } from '../../dev/stack/stack.ts';
import { createMcp } from '../../lib/mcp/handler.ts';
import { written } from '../documents/files.ts';
import { api, NOWHERE } from '../http/harness.ts';
import { inline } from '../profiles/http/given-posts.ts';
import { builtOnce } from '../support/built.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { neonBefore } from '../support/neon.ts';
import { postJson, ROOT, untilEndedAs } from '../support/stack.ts';

const [ANN, BOB] = ['uk_ann_0123456789abcdef', 'uk_bob_0123456789abcdef'];
const SAID = 'The committee met in March and approved a budget of 3,000 dollars.';

let database: FreshDatabase;
let neon: NeonServer;
let databaseUrl: string;
let localDir = '';
let stack: Stack;

beforeAll(async () => {
  database = await freshDatabase();
  ({ neon, databaseUrl } = await neonBefore(database.directUrl));
  localDir = await mkdtemp(join(tmpdir(), 'unstuck-mcp-'));
  await builtOnce(ROOT);
  stack = await start(false);
});
afterAll(async () => {
  await stack.stop();
  await neon.stop();
  await database.drop();
  await rm(localDir, { recursive: true, force: true });
});

/** @param reachable whether the queue's messages arrive. */
const start = (reachable: boolean): Promise<Stack> =>
  startStack({
    root: ROOT,
    localDir,
    databaseUrl,
    build: false,
    host: { log: () => {} },
    qstash: { intercept: { deliver: () => (reachable ? undefined : 'drop_attempt') } },
    env: { MARKET_DATA: 'simulated', MESSAGE_RETRY_DELAY_MS: '500', API_KEYS: `ann:${ANN},bob:${BOB}` },
  });

async function clientOf(key: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const requestInit = { headers: { authorization: `Bearer ${key}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${stack.url}/mcp`), { requestInit }));
  return client;
}

const resultShape = z.looseObject({
  isError: z.boolean().optional(),
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
  structuredContent: z.record(z.string(), z.unknown()),
});

/** Calls a tool; its answer must be the same as text and as data, and small. */
async function call(client: Client, name: string, given: Record<string, unknown>) {
  const result = resultShape.parse(await client.callTool({ name, arguments: given }));
  const [text] = result.content;
  expect(JSON.parse(text?.text ?? '')).toEqual(result.structuredContent);
  expect(text?.text.length).toBeLessThan(24_000);
  return result.structuredContent;
}

async function taskFor(client: Client, symbols: string[]): Promise<string> {
  const stream = client.experimental.tasks.callToolStream({ name: 'analyze_stocks', arguments: { symbols } });
  for await (const message of stream) {
    if (message.type === 'taskCreated') return message.task.taskId;
  }
  throw new Error('no task was created');
}

async function jobOf(path: string, body: unknown): Promise<string> {
  const response = await postJson(`${stack.url}/api/v1${path}`, body, { authorization: `Bearer ${ANN}` });
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

async function documentOf(pages: string[][]): Promise<string> {
  const form = new FormData();
  form.set('pdf_file', new File([new Uint8Array(await written(pages))], 'minutes.pdf'));
  const response = await fetch(`${stack.url}/api/v1/process-pdf-async`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ANN}` },
    body: form,
  });
  return z.object({ job_id: z.string() }).parse(await response.json()).job_id;
}

let kept = '';
let cancelled = '';

test('the official client lists the tools, and starts and cancels a job as a Task', async () => {
  const ann = await clientOf(ANN);
  const { tools } = await ann.listTools();
  const readers = tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name);
  expect(tools).toHaveLength(9);
  expect(readers.sort()).toEqual(['cite', 'get_job', 'get_result', 'search_results']);

  kept = await taskFor(ann, ['AAA', 'BBB']);
  expect(await ann.experimental.tasks.getTask(kept)).toMatchObject({ taskId: kept, status: 'working' });
  expect(await call(ann, 'get_result', { job_id: kept })).toMatchObject({ error: { code: 'not_finished' } });

  cancelled = await taskFor(ann, ['CCC']);
  expect(await ann.experimental.tasks.cancelTask(cancelled)).toMatchObject({ status: 'cancelled' });
  await expect(ann.experimental.tasks.cancelTask(cancelled)).rejects.toThrow('has ended already');
});

test('another owner’s job is not found, and nobody comes in without a key or from a strange page', async () => {
  const bob = await clientOf(BOB);
  await expect(bob.experimental.tasks.getTask(kept)).rejects.toThrow(/There is no job/);
  await expect(bob.experimental.tasks.cancelTask(kept)).rejects.toThrow(/There is no job/);
  await expect(bob.experimental.tasks.getTaskResult(kept)).rejects.toThrow(/There is no job/);
  for (const name of ['get_job', 'get_result', 'retry_failed', 'cancel', 'cite'])
    expect(await call(bob, name, { job_id: kept })).toMatchObject({ error: { code: 'not_found' } });
  expect((await bob.experimental.tasks.listTasks()).tasks).toEqual([]);

  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  const accept = 'application/json, text/event-stream';
  expect((await postJson(`${stack.url}/mcp`, ping, { accept })).status).toBe(401);
  const strange = { accept, authorization: `Bearer ${ANN}`, origin: 'https://evil.example' };
  expect((await postJson(`${stack.url}/mcp`, ping, strange)).status).toBe(403);
});

test('a Task is polled over a restart of the whole stack, and its result cites votes', async () => {
  await stack.stop();
  stack = await start(true);
  const ann = await clientOf(ANN);
  const result = resultShape.parse(await ann.experimental.tasks.getTaskResult(kept, CallToolResultSchema));
  expect(result.isError).toBeUndefined();
  expect(await ann.experimental.tasks.getTask(kept)).toMatchObject({ status: 'completed' });
  expect(await ann.experimental.tasks.getTask(cancelled)).toMatchObject({ status: 'cancelled' });
  const listed = await ann.experimental.tasks.listTasks();
  expect(listed.tasks.map(({ taskId }) => taskId)).toEqual(expect.arrayContaining([kept, cancelled]));

  const first = await call(ann, 'get_result', { job_id: kept, limit: 1 });
  const next = await call(ann, 'get_result', { job_id: kept, limit: 1, cursor: first['next_cursor'] });
  const shape = z.object({
    results: z.tuple([z.object({ ticker: z.string(), not_assessed: z.array(z.unknown()) })]),
  });
  const [{ results: one }, { results: other }] = [shape.parse(first), shape.parse(next)];
  expect([one[0].ticker, other[0].ticker].sort()).toEqual(['AAA', 'BBB']);
  const cited = await call(ann, 'cite', { job_id: kept, symbol: 'BBB', vote: 'sma10' });
  expect(cited).toMatchObject({
    ticker: 'BBB',
    vote: { id: 'sma10', values: { sma10: expect.any(Number) } },
  });
  expect(await call(ann, 'search_results', { query: 'AAA' })).toMatchObject({ jobs: [{ job_id: kept }] });
  expect(await call(ann, 'analyze_stocks', { symbols: 7 })).toMatchObject({
    error: { code: 'invalid_input', errors: [{ path: 'symbols' }] },
  });
});

test('a document is read, searched and cited by page and box, a profile by its posts', async () => {
  const ann = await clientOf(ANN);
  const [book, posts] = await Promise.all([
    documentOf([['A page on rivers.'], [SAID]]),
    jobOf('/jobs', { kind: 'profile', input: { ...inline(30), mode: 'quick' } }),
  ]);
  await Promise.all([book, posts].map((id) => untilEndedAs(stack.url, id, ANN)));

  const report = await call(ann, 'get_result', { job_id: book });
  expect(report).toMatchObject({ document: { pages: 2 }, not_assessed: [] });
  const page = await call(ann, 'get_result', { job_id: book, cursor: 'p2.0.2' });
  expect(page).toMatchObject({ page: 2, next_cursor: null, paragraphs: [{ text: SAID }] });
  const found = await call(ann, 'search_results', { job_id: book, query: 'budget committee' });
  expect(found).toMatchObject({ hits: [{ places: expect.any(Array) }] });
  const quote = 'the committee met in  March and approved';
  expect(await call(ann, 'cite', { job_id: book, page: 2, quote })).toMatchObject({
    page: 2,
    state: 'verified',
    box: { x0: expect.any(Number) },
  });
  const other = 'approved a budget of 9,000 dollars';
  expect(await call(ann, 'cite', { job_id: book, page: 2, quote: other })).toMatchObject({
    state: 'unverified',
  });

  const about = await call(ann, 'get_result', { job_id: posts });
  expect(about).toMatchObject({ not_assessed: expect.any(Array), findings: expect.any(Array) });
  expect(await call(ann, 'cite', { job_id: posts, post_id: 'p7' })).toMatchObject({ post_id: 'p7' });
  expect(await call(ann, 'cite', { job_id: posts, post_id: 'none' })).toMatchObject({
    error: { code: 'not_found' },
  });
});

const RIGHT = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_job', arguments: {} } };
const WRONG: readonly unknown[] = [
  ...[null, 7, 'ping', [], {}, [RIGHT, RIGHT], '\0', '\ud800', -0, 1e308, [[[[]]]], { jsonrpc: '1.0' }],
  ...[
    { ...RIGHT, id: null },
    { ...RIGHT, id: {} },
    { ...RIGHT, id: 1.5 },
    { ...RIGHT, jsonrpc: 2 },
  ],
  ...[
    { ...RIGHT, method: 7 },
    { ...RIGHT, method: '' },
    { ...RIGHT, method: '__proto__' },
  ],
  ...[
    { ...RIGHT, params: 7 },
    { ...RIGHT, params: [] },
    { ...RIGHT, params: { name: 7 } },
  ],
  ...[{ ...RIGHT, method: 'tasks/get', params: { taskId: '../health' } }],
  ...[
    { ...RIGHT, method: 'tasks/get', params: {} },
    { ...RIGHT, method: 'tasks/list', params: { cursor: 7 } },
  ],
  ...[
    { ...RIGHT, method: 'initialize' },
    { ...RIGHT, method: 'sampling/createMessage' },
  ],
  ...['constructor', 'get_job\0', 'x'.repeat(9_999)].map((name) => ({ ...RIGHT, params: { name } })),
  ...['\0', '../../x', '\ud800', '%', {}, [], null, 7].map((job_id) => ({
    ...RIGHT,
    params: { name: 'get_job', arguments: { job_id } },
  })),
  { ...RIGHT, params: { name: 'get_job', arguments: [] } },
  { ...RIGHT, params: { ...RIGHT.params, task: 7 } },
  { ...RIGHT, params: { ...RIGHT.params, task: {} } },
  { ...RIGHT, params: { ...RIGHT.params, _meta: { 'io.modelcontextprotocol/related-task': 7 } } },
];

/** The messages above, whole, cut off at some place, or nested until nobody reads them. */
function* broken(): Generator<string> {
  for (let at = 0; at < 1_000; at++) {
    const text = JSON.stringify(WRONG[at % WRONG.length]) ?? '';
    const round = Math.floor(at / WRONG.length);
    if (round === 0) yield text;
    else if (round === 1) yield `${'['.repeat(50_000)}${text}`;
    else yield text.slice(0, -round) + ['', '}', '\u0000', '"', 'NaN', ','][round % 6];
  }
}

test('of 1,000 broken messages each is answered with an error, and none with a 5xx', async () => {
  const { context, call: fetch } = api(NOWHERE);
  const router = { fetch: (request: Request) => fetch('GET', new URL(request.url).pathname) };
  const mcp = createMcp(context, router);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2025-11-25',
  };
  const fine: string[] = [];
  for (const body of broken()) {
    const response = await mcp(new Request('http://localhost:3000/mcp', { method: 'POST', headers, body }));
    const said = z
      .object({
        error: z.unknown().optional(),
        result: z.looseObject({ isError: z.boolean().optional() }).optional(),
      })
      .parse(await response.json());
    const refused = response.status >= 400 && response.status < 500;
    const isError = response.status === 200 && (said.error !== undefined || said.result?.isError === true);
    if (!(refused || isError)) fine.push(`${response.status} ${body.slice(0, 200)}`);
  }
  expect(fine).toEqual([]);
});
