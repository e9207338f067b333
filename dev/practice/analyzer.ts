import { z } from 'zod';
import type { Clock } from '../../lib/core/clock.ts';
import { defineAnalyzer, type StepContext, type StepToRun } from '../../lib/engine/analyzer.ts';

const MOST_STEPS = 1_000;
/** One at a time in each of eight lanes: 200 take about 20 s, long enough to reach for the button. */
const STEP_MS = { least: 500, spread: 600 };
const AT_ONCE = 1;
/** Also sets the lease, ten seconds longer: how long a killed step stays away at most. */
const TIMEOUT_MS = 8_000;

const inputSchema = z.strictObject({
  steps: z
    .int(`steps must be a whole number from 1 to ${MOST_STEPS}.`)
    .min(1, 'steps must be at least 1.')
    .max(MOST_STEPS, `steps must be at most ${MOST_STEPS}.`)
    .default(200),
});

/** A number from 0 to 1 that a text always gives (FNV-1a, 32 bits; RFC 9923). */
function drawn(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** A kind of job to break on purpose: steps that wait, and answer with an invented number. Only the local stack has it. */
export function practiceAnalyzer(clock: Pick<Clock, 'sleep'>) {
  const stage = {
    name: 'measure',
    share: 1,
    concurrency: AT_ONCE,
    timeoutMs: TIMEOUT_MS,
    provider: null,
    run: async ({ key }: StepToRun, { signal }: StepContext) => {
      await clock.sleep(STEP_MS.least + STEP_MS.spread * drawn(key), signal);
      return { output: { invented: Math.round(1_000 * drawn(`${key}!`)) }, record: null };
    },
    write: () => [],
  };
  return defineAnalyzer({
    kind: 'practice',
    version: 1,
    deadlineSeconds: 600,
    disclaimer: 'Invented numbers, for practice.',
    input: inputSchema,
    open: ({ steps }) => ({
      stages: [stage],
      plan: () =>
        Array.from({ length: steps }, (_, i) => ({
          stage: 0,
          key: `sample ${String(i + 1).padStart(3, '0')}`,
        })),
    }),
  });
}
