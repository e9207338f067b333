import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { getJson, jobSchema, postJson, startTestStack, type TestStack } from '../support/stack.ts';
import { largestOfFunctions } from './function-memory.ts';
import { makeXArchive } from './x-archive.ts';

const POSTS = 120_000;
const MOST_MEMORY = 512 * 2 ** 20;
const KILLED_AT = [20, 45];
const PATIENCE_MS = 900_000;
const LOOK_EVERY_MS = 500;
/** Jobs of one post that are timed beside it: more would take its processor. */
const JOBS_BESIDE = 20;

let folder = '';
let stack: TestStack;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstuck-archives-'));
  // A short lease, so that what a killed function held is taken up at once.
  stack = await startTestStack({ MARKET_DATA: 'simulated', STEP_LEASE_MARGIN_MS: '1000' });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

const uploadSchema = z.looseObject({ id: z.string(), part_bytes: z.number(), parts: z.number() });
const taskSchema = z.object({ task: z.object({ id: z.string() }) });

async function uploaded(path: string): Promise<string> {
  const { size } = await stat(path);
  const begun = await postJson(`${stack.url}/api/documents`, { name: 'x.zip', size, kind: 'archive' });
  const { id, part_bytes: bytes, parts } = uploadSchema.parse(await begun.json());
  const file = await open(path);
  for (let part = 1; part <= parts; part++) {
    const body = Buffer.alloc(Math.min(bytes, size - (part - 1) * bytes));
    await file.read(body, 0, body.length, (part - 1) * bytes);
    const headers = { 'content-type': 'application/octet-stream' };
    const sent = await fetch(`${stack.url}/api/documents/${id}/parts/${part}`, {
      method: 'PUT',
      headers,
      body,
    });
    if (!sent.ok) throw new Error(`part ${part}: ${sent.status} ${await sent.text()}`);
  }
  await file.close();
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  const done = await postJson(`${stack.url}/api/documents/${id}/complete`, { sha256: hash.digest('hex') });
  if (!done.ok) throw new Error(`complete: ${done.status} ${await done.text()}`);
  return id;
}

async function submitted(asked: object): Promise<string> {
  const response = await postJson(`${stack.url}/api/analyze`, asked);
  const text = await response.text();
  if (response.status !== 202) throw new Error(`${response.status} ${text}`);
  return taskSchema.parse(JSON.parse(text)).task.id;
}

const jobOf = async (id: string) => jobSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${id}`));

/** Milliseconds that a job of one post takes for another owner. */
async function onePost(): Promise<number> {
  const start = performance.now();
  const posts = [{ id: '1', text: 'One post.', created_at: '2026-01-05T08:00:00Z' }];
  const id = await submitted({ platform: 'inline', profile_id: 'one', posts });
  for (;;) {
    if (['completed', 'failed'].includes((await jobOf(id)).status)) return performance.now() - start;
    await sleep(20);
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Kills the function on the way, and sees the job to its end. */
async function seen(id: string) {
  let most = 0;
  const kills = [...KILLED_AT];
  const others: number[] = [];
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(LOOK_EVERY_MS)) {
    const job = await jobOf(id);
    most = Math.max(most, await largestOfFunctions(stack.host));
    if (!['queued', 'processing'].includes(job.status)) return { job, most, others, kills };
    if (kills.length > 0 && job.progress.percent >= (kills[0] ?? 0)) {
      kills.shift();
      await stack.host.kill('process');
    } else if (kills.length === 0 && others.length < JOBS_BESIDE) others.push(await onePost());
  }
  throw new Error(`not ended after ${PATIENCE_MS} ms`);
}

test('120,000 posts in a zip of 220 MB are all read, though the function is killed twice', async () => {
  const path = join(folder, 'x.zip');
  await makeXArchive(path, { posts: POSTS, parts: 3, noteEvery: 20, mediaBytes: 210_000_000 });
  await onePost();
  const quiet = median([await onePost(), await onePost(), await onePost()]);
  const document_id = await uploaded(path);
  const start = performance.now();
  const id = await submitted({ platform: 'twitter_archive', profile_id: 'my archive', document_id });
  const { job, most, others, kills } = await seen(id);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${seconds} s; largest process ${Math.round(most / 2 ** 20)} MB; a job of one post takes ${Math.round(quiet)} ms, ` +
      `beside it ${Math.round(median(others))} ms (${others.length})`,
  );
  expect(kills).toEqual([]);
  expect(job).toMatchObject({ status: 'completed', progress: { failed: 0 } });
  const report = z
    .object({ profile: z.looseObject({}), basis: z.looseObject({}), missing: z.array(z.string()) })
    .parse(await getJson(`${stack.url}/api/tasks/${id}/results`));
  expect(report.profile).toMatchObject({ handle: 'adatest' });
  expect(report.basis).toMatchObject({ posts: POSTS, undated: 0, failed_pages: 0, skipped: {}, changed: {} });
  expect(report.missing).toEqual([]);
  expect(most).toBeLessThanOrEqual(MOST_MEMORY);
}, 1_200_000);
