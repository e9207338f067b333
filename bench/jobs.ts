import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { startDatabase } from '../dev/stack/database.ts';
import { type Stack, startStack } from '../dev/stack/stack.ts';
import type { Figure } from './figures.ts';

const ROOT = resolve(import.meta.dirname, '..');

const jobSchema = z.object({
  status: z.string(),
  progress: z.object({ completed: z.number() }),
  usage: z.object({
    messages: z.number(),
    round_trips: z.number(),
    function_ms: z.number(),
    cost_usd: z.number(),
  }),
});
type Job = z.infer<typeof jobSchema>;

interface Run {
  job: Job;
  /** From the call to the first look that saw the end. */
  seconds: number;
  /** Until the job was first seen not to be queued. */
  leftQueueMs: number;
}

async function runJob(url: string, symbols: number): Promise<Run> {
  const names = Array.from({ length: symbols }, (_, i) => `SIM${i}`);
  const startedAt = performance.now();
  const response = await fetch(`${url}/api/stocks/analyze-all-stocks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ symbols: names }),
  });
  const { job_id } = z.object({ job_id: z.string() }).parse(await response.json());
  let leftQueueMs = 0;
  for (;;) {
    const job = jobSchema.parse(await (await fetch(`${url}/api/v1/jobs/${job_id}`)).json());
    if (leftQueueMs === 0 && job.status !== 'queued') leftQueueMs = performance.now() - startedAt;
    if (job.status === 'completed')
      return { job, seconds: (performance.now() - startedAt) / 1000, leftQueueMs };
    if (job.status !== 'queued' && job.status !== 'processing')
      throw new Error(`${job_id} ended as ${job.status}`);
    await sleep(50);
  }
}

function figuresOf(what: string, symbols: number, run: Run, seconds: number): Figure[] {
  const { messages, round_trips, function_ms, cost_usd } = run.job.usage;
  return [
    { name: `${what}: time`, value: run.seconds, unit: 's', budget: seconds },
    { name: `${what}: left the queue after`, value: Math.round(run.leftQueueMs), unit: 'ms', budget: 1_000 },
    {
      name: `${what}: messages`,
      value: messages,
      unit: 'messages',
      ...(symbols <= 100 ? { budget: 6 } : {}),
    },
    { name: `${what}: round trips a step`, value: round_trips / symbols, unit: 'trips', budget: 0.5 },
    { name: `${what}: function time`, value: function_ms, unit: 'ms' },
    { name: `${what}: cost at list prices`, value: cost_usd * 1e6, unit: 'USD a million' },
  ];
}

async function memory(stack: Stack): Promise<Figure[]> {
  const processes = await stack.host.memory();
  return processes.map(({ name, rssBytes }) => ({
    name: `memory of ${name}`,
    value: Math.round(rssBytes / 2 ** 20),
    unit: 'MB',
    ...(name === 'host' ? {} : { budget: 400 }),
  }));
}

/** The main job on the whole local stack with simulated data: time, messages, round trips, cost, memory. */
export async function benchJobs(): Promise<Figure[]> {
  const localDir = await mkdtemp(join(tmpdir(), 'unstuck-bench-'));
  const database = await startDatabase(localDir);
  const shared = { root: ROOT, localDir, databaseUrl: database.url, host: { log: () => {} } };
  const figures: Figure[] = [];
  const quick = await startStack({ ...shared, env: { MARKET_DATA: 'simulated' } });
  try {
    await runJob(quick.url, 1);
    figures.push(...figuresOf('100 symbols', 100, await runJob(quick.url, 100), 3));
    figures.push(...figuresOf('2,200 symbols', 2_200, await runJob(quick.url, 2_200), 60));
    figures.push(...(await memory(quick)));
  } finally {
    await quick.stop();
  }
  const slow = await startStack({
    ...shared,
    build: false,
    env: { MARKET_DATA: 'simulated', SIMULATED_LATENCY_MS: '300', MARKET_MAX_IN_FLIGHT: '10' },
  });
  try {
    const [time] = figuresOf('100 symbols, 300 ms each, 10 at once', 100, await runJob(slow.url, 100), 12);
    if (time) figures.push(time);
  } finally {
    await slow.stop();
    await database.stop();
    await rm(localDir, { recursive: true, force: true });
  }
  return figures;
}
