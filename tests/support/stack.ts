import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

import type { NeonServer } from '../../dev/neon/server.ts';
import type { NeonRequest } from '../../dev/neon/sql.ts';
import { type Stack, type StackOptions, startStack } from '../../dev/stack/stack.ts';
import { builtOnce } from './built.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { neonBefore } from './neon.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface TestStack extends Stack {
  database: FreshDatabase;
  /** The functions' Neon endpoint, and the requests it served. */
  neon: NeonServer;
  requests: NeonRequest[];
  /** Ends functions and queue, as if the machine went down. What they run is killed. */
  halt(): Promise<void>;
  /** Begins them again, on the same address, rows and messages. */
  resume(): Promise<void>;
}

/** Functions, queue and Neon endpoint on a fresh database of the shared PostgreSQL. */
export async function startTestStack(
  env: Record<string, string>,
  options: Partial<StackOptions> = {},
): Promise<TestStack> {
  const database = await freshDatabase();
  const requests: NeonRequest[] = [];
  const { neon, databaseUrl } = await neonBefore(database.directUrl, {
    onRequest: (request) => requests.push(request),
  });
  const localDir = await mkdtemp(join(tmpdir(), 'unstuck-e2e-'));
  const own = options.build === undefined && options.root === undefined;
  if (own) await builtOnce(ROOT);
  const given: StackOptions = {
    root: ROOT,
    localDir,
    databaseUrl,
    build: !own,
    host: { log: () => {} },
    ...options,
    env,
  };
  const stack = await startStack(given);
  let running: Stack | null = stack;
  const halt = async () => {
    await running?.stop();
    running = null;
  };
  return {
    ...stack,
    database,
    neon,
    requests,
    halt,
    resume: async () => {
      running = await startStack({ ...given, build: false, port: Number(new URL(stack.url).port) });
    },
    stop: async () => {
      await halt();
      await neon.stop();
      await database.drop();
      await rm(localDir, { recursive: true, force: true });
    },
  };
}

export const jobSchema = z.object({
  id: z.string(),
  status: z.string(),
  progress: z.object({ percent: z.number(), total: z.number(), completed: z.number(), failed: z.number() }),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  usage: z.object({ messages: z.number(), round_trips: z.number(), function_ms: z.number() }),
});
export type JobJson = z.infer<typeof jobSchema>;

export async function getJson(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Submits symbols as documented by the original. @returns the job's id. */
export async function analyze(url: string, symbols: string[]): Promise<string> {
  const response = await postJson(`${url}/api/stocks/analyze-all-stocks`, { symbols });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return z.object({ job_id: z.string() }).parse(await response.json()).job_id;
}

/** Polls a job until it ends. @throws after `patienceMs`, with its state. */
export const untilEnded = (url: string, id: string, patienceMs = 20_000): Promise<JobJson> =>
  untilEndedAs(url, id, null, patienceMs);

/** The same with a key. */
export async function untilEndedAs(
  url: string,
  id: string,
  key: string | null,
  patienceMs = 20_000,
): Promise<JobJson> {
  const giveUpAt = Date.now() + patienceMs;
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  for (;;) {
    const job = jobSchema.parse(await getJson(`${url}/api/v1/jobs/${id}`, headers));
    if (!['queued', 'processing'].includes(job.status)) return job;
    if (Date.now() > giveUpAt) throw new Error(`after ${patienceMs} ms: ${JSON.stringify(job)}`);
    await sleep(50);
  }
}
