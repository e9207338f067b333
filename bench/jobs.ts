import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Figure } from './figures.ts';
import { memoryFigures, submit, withStack } from './stack.ts';

const jobSchema = z.object({
  status: z.string(),
  usage: z.object({
    messages: z.number(),
    round_trips: z.number(),
    function_ms: z.number(),
    cost_usd: z.number(),
  }),
});

interface Run {
  job: z.infer<typeof jobSchema>;
  /** From submission to the first poll that found the job ended. */
  seconds: number;
  /** Time until the job was first seen not queued. */
  leftQueueMs: number;
}

async function runJob(url: string, symbols: number): Promise<Run> {
  const startedAt = performance.now();
  const id = await submit(url, symbols);
  let leftQueueMs = 0;
  for (;;) {
    const job = jobSchema.parse(await (await fetch(`${url}/api/v1/jobs/${id}`)).json());
    if (leftQueueMs === 0 && job.status !== 'queued') leftQueueMs = performance.now() - startedAt;
    if (job.status === 'completed')
      return { job, seconds: (performance.now() - startedAt) / 1000, leftQueueMs };
    if (job.status !== 'queued' && job.status !== 'processing')
      throw new Error(`${id} ended as ${job.status}`);
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

/** The main job on the local stack with simulated data: time, messages, round trips, cost, memory. */
export async function benchJobs(): Promise<Figure[]> {
  const quick = await withStack({}, async (stack) => {
    await runJob(stack.url, 1);
    return [
      ...figuresOf('100 symbols', 100, await runJob(stack.url, 100), 3),
      ...figuresOf('2,200 symbols', 2_200, await runJob(stack.url, 2_200), 60),
      ...(await memoryFigures(stack)),
    ];
  });
  const slow = await withStack({ SIMULATED_LATENCY_MS: '300', MARKET_MAX_IN_FLIGHT: '10' }, async (stack) =>
    figuresOf('100 symbols, 300 ms each, 10 at once', 100, await runJob(stack.url, 100), 12).slice(0, 1),
  );
  return [...quick, ...slow];
}
