import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { defineAnalyzer, type Stage, type StepToRun } from '../../../lib/engine/analyzer.ts';

const MOST_STEPS = 10_000;

const inputSchema = z.object({
  /** `fan`: a first step adds them all. */
  shape: z.enum(['flat', 'chain', 'fan']),
  steps: z.int().min(1).max(MOST_STEPS),
  /** Duration of a step; one that takes any writes its name to `file` at its end. */
  ms: z.int().min(0).default(0),
  file: z.string().nullable().default(null),
});
type Input = z.infer<typeof inputSchema>;

/** A step's output: when it began, in Unix milliseconds. */
const began = () => ({ at: performance.timeOrigin + performance.now() });

const stageOf = (name: string, run: Stage<null>['run']): Stage<null> => ({
  name,
  share: name === 'open' ? 0 : 1,
  concurrency: 25,
  // The lease is ten seconds longer: how long a killed step stays away at most.
  timeoutMs: 5_000,
  provider: null,
  run,
  write: () => [],
});

const keys = (steps: number, stage: number) =>
  Array.from({ length: steps }, (_, i) => ({ stage, key: String(i) }));

function stagesOf({ shape, steps, ms, file }: Input): Stage<null>[] {
  const work = async ({ key }: StepToRun, { jobId }: { jobId: string }) => {
    const output = began();
    if (ms > 0) await sleep(ms);
    if (file !== null && ms > 0) appendFileSync(file, `${jobId}/${key}\n`);
    const next = Number(key) + 1;
    const goesOn = shape === 'chain' && next < steps;
    return { output, record: null, ...(goesOn ? { further: [{ stage: 0, key: String(next) }] } : {}) };
  };
  const open = async () => ({ output: began(), record: null, further: keys(steps, 1) });
  return shape === 'fan' ? [stageOf('open', open), stageOf('work', work)] : [stageOf('work', work)];
}

/** Steps that do nothing, for the bench `field`. */
export const noopAnalyzer = () =>
  defineAnalyzer({
    kind: 'noop',
    version: 1,
    deadlineSeconds: 3_600,
    disclaimer: null,
    input: inputSchema,
    open: (input) => ({
      stages: stagesOf(input),
      plan: () =>
        input.shape === 'flat'
          ? keys(input.steps, 0)
          : [{ stage: 0, key: input.shape === 'fan' ? 'open' : '0' }],
    }),
  });
