// `app()` for steps' own processes in tests: a step does what its key says.
import { existsSync, readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { z } from 'zod';
import { PermanentError, TransientError } from '../../../lib/core/errors.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { createRunStep } from '../../../lib/engine/alone/run-step.ts';
import { defineAnalyzer, type Stage, type StepResult } from '../../../lib/engine/analyzer.ts';

const kept: unknown[] = [];
const forever = () => new Promise<never>(() => {});

/** Linux has a priority for each thread, and names them here. */
const threads = (): number[] =>
  existsSync('/proc/self/task') ? readdirSync('/proc/self/task').map(Number) : [process.pid];

const RICH: StepResult<unknown> = {
  output: { at: new Date(86_400_000) },
  record: {
    map: new Map([['a', new Set([1])]]),
    floats: Float64Array.of(0.5, Number.NaN),
    bytes: Uint8Array.of(1, 255),
    big: 2n ** 70n,
    missing: undefined,
  },
  further: [{ stage: 0, key: 'more', input: { n: 1 } }],
};

const BEHAVIOURS: Record<string, Stage['run']> = {
  told: async (step, { jobId, epoch }) => ({ record: { step, jobId, epoch, pid: process.pid } }),
  ranked: async () => ({ record: threads().map(getPriority) }),
  rich: async () => RICH,
  permanent: () => Promise.reject(new PermanentError('bad_step', 'No.')),
  transient: () => Promise.reject(new TransientError('busy_step', 'Later.', { retryAfterMs: 5_000 })),
  bug: () => Promise.reject(new TypeError('x is undefined')),
  uncloneable: async () => ({ record: () => 1 }),
  exits: () => process.exit(3),
  killed: () => {
    process.kill(process.pid, 'SIGKILL');
    return forever();
  },
  stray: () => {
    setTimeout(() => Promise.reject(new Error('nobody waits for this')));
    return forever();
  },
  blocks: () => {
    console.log(`blocking ${process.pid}`);
    for (;;) Math.sqrt(2);
  },
  hangs: forever,
  waits: () => new Promise((resolve) => setTimeout(() => resolve({ record: null }), 1_000)),
  'hoards objects': () => {
    for (;;) kept.push(Array.from({ length: 10_000 }, () => ({})));
  },
  'hoards buffers': async () => {
    for (;;) {
      kept.push(Buffer.alloc(2 ** 22, 1));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  },
};

const run: Stage['run'] = (step, context) => {
  const behave = BEHAVIOURS[step.key];
  if (!behave) throw new Error(`no step behaves like ${step.key}`);
  return behave(step, context);
};

/** Its input names the steps. */
export const analyzer = defineAnalyzer({
  kind: 'behaviours',
  version: 1,
  deadlineSeconds: 600,
  disclaimer: null,
  input: z.object({ symbols: z.array(z.string()) }),
  open: ({ symbols }) => ({
    plan: () => symbols.map((key) => ({ stage: 0, key })),
    stages: [
      {
        name: 'behave',
        share: 1,
        concurrency: 2,
        timeoutMs: 1_000,
        provider: null,
        isolate: true,
        run,
        write: () => [],
      },
    ],
  }),
});

const runStep = createRunStep(new Map([[analyzer.kind, analyzer]]), silentLog);

export const app = () => ({ runStep });
