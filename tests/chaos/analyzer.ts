import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Clock, systemClock } from '../../lib/core/clock.ts';
import { PermanentError, ProviderRefusal, TransientError } from '../../lib/core/errors.ts';
import {
  type Analyzer,
  defineAnalyzer,
  type Stage,
  type StepContext,
  type StepResult,
  type StepToRun,
} from '../../lib/engine/analyzer.ts';
import { type Behaviour, behaviourOf, OPENS } from './shapes.ts';

const STAGES = ['first', 'second', 'third'];

const inputSchema = z.object({ symbols: z.array(z.string()).min(1) });
/** The attempts so far are passed to the step, although its type does not declare them. */
const attemptsSchema = z.object({ attempts: z.number() });

export interface ChaosOptions {
  clock: Clock;
  /** Time limit of a step. */
  timeoutMs: number;
  /** Duration of a slow step. */
  slowMs: number;
  /** How long a blocking step holds the event loop. */
  blockMs: number;
  /** Steps that a slice runs at once. */
  concurrency: number;
  /** Of the first stage. */
  provider: string | null;
}

const DEFAULTS: ChaosOptions = {
  clock: systemClock,
  timeoutMs: 900,
  slowMs: 500,
  blockMs: 3_000,
  concurrency: 5,
  provider: null,
};

interface Told extends ChaosOptions {
  key: string;
  attempts: number;
  stage: number;
  context: StepContext;
}

function further({ key, stage }: Told): StepResult<null> {
  const behaviour = behaviourOf(key);
  const next: Behaviour = behaviour === 'OPEN' ? 'MID' : 'OK';
  const name = key.slice(behaviour.length + 1);
  return {
    record: null,
    further: Array.from({ length: OPENS[behaviour] ?? 0 }, (_, i) => ({
      stage: stage + 1,
      key: `${next}-${name}.${i}`,
    })),
  };
}

/** When the provider refuses. */
const BAN = { everyMs: 6_000, lastsMs: 800 };

const done: StepResult<null> = { record: null };

/** Holds the event loop without using the processor. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

async function behave(told: Told): Promise<StepResult<null>> {
  const { key, attempts, context, clock, slowMs, blockMs } = told;
  switch (behaviourOf(key)) {
    case 'OK':
      await clock.sleep(key.length % 3, context.signal);
      return done;
    case 'SLOW':
      await clock.sleep(slowMs, context.signal);
      return done;
    case 'BAD':
      throw new PermanentError('bad_step', 'This step never succeeds.');
    case 'FLAKY':
      if (attempts < 2) throw new TransientError('flaky_step', 'This step succeeds at the third attempt.');
      return done;
    case 'DOWN':
      throw new TransientError('down_step', 'This step never succeeds.');
    case 'HANG':
      if (attempts === 0) await new Promise(() => {});
      return done;
    case 'BLOCK':
      if (attempts === 0) block(blockMs);
      return done;
    case 'KILL':
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => {});
    case 'LATE':
      throw new TransientError('late_step', 'Not before the deadline has passed.', { retryAfterMs: 15_000 });
    case 'BAN':
      if (clock.now() % BAN.everyMs < BAN.lastsMs)
        throw new ProviderRefusal('banned_step', 'Refused.', { retryAfterMs: BAN.lastsMs });
      return done;
    case 'OPEN':
    case 'MID':
      return further(told);
  }
}

/** One row per effect: writing again under the same token changes nothing, under another token it is detected. */
function writeEffects(records: { key: string }[], { jobId, token }: { jobId: string; token: string }) {
  const keys = JSON.stringify(records.map(({ key }) => key));
  return [
    sql`insert into chaos_effects (job_id, key, token)
      select s.job_id, s.key, ${token} from steps s
      where s.job_id = ${jobId} and s.finished_by = ${token}
        and s.key in (select jsonb_array_elements_text(${keys}::jsonb))
      on conflict do nothing`,
  ];
}

function stageOf(name: string, index: number, options: ChaosOptions): Stage<null> {
  return {
    name,
    share: 1 / STAGES.length,
    concurrency: options.concurrency,
    timeoutMs: options.timeoutMs,
    provider: index === 0 ? options.provider : null,
    run: async (step: StepToRun, context: StepContext) => {
      const { attempts } = attemptsSchema.parse(step);
      context.log.info('step_began', { key: step.key });
      try {
        return await behave({ key: step.key, attempts, stage: index, context, ...options });
      } finally {
        context.log.info('step_ended', { key: step.key });
      }
    },
    write: writeEffects,
  };
}

/** Replaces the stock analysis: steps behave as their keys say, in up to three stages. */
export function chaosAnalyzer(given: Partial<ChaosOptions> = {}): Analyzer {
  const options = { ...DEFAULTS, ...given };
  return defineAnalyzer({
    kind: 'stocks',
    version: 1,
    deadlineSeconds: 3_600,
    disclaimer: null,
    input: inputSchema,
    open: ({ symbols }) => ({
      stages: STAGES.map((name, i) => stageOf(name, i, options)),
      plan: () => symbols.map((key) => ({ stage: 0, key })),
    }),
  });
}
