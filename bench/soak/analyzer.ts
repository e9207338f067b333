import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Clock, systemClock } from '../../lib/core/clock.ts';
import { PermanentError, TransientError } from '../../lib/core/errors.ts';
import { type Analyzer, defineAnalyzer, type Stage, type StepToRun } from '../../lib/engine/analyzer.ts';
import { behaviourOf } from './mix.ts';

const STEP_MS = 10;
const TIMEOUT_MS = 2_000;

/** The table that the steps write to, one row for each time that a step took effect. */
export const EFFECTS = `create table soak_effects (job_id text not null references jobs on delete cascade,
  key text not null, token text not null, primary key (job_id, key, token))`;

/** The attempts so far are passed to the step, although its type does not declare them. */
const attempted = z.object({ attempts: z.number() });

async function work(clock: Clock, step: StepToRun, signal: AbortSignal) {
  const { attempts } = attempted.parse(step);
  await clock.sleep(STEP_MS, signal);
  const behaviour = behaviourOf(step.key);
  if (behaviour === 'bad') throw new PermanentError('bad_step', 'This step never succeeds.');
  if (behaviour === 'flaky' && attempts < 2)
    throw new TransientError('flaky_step', 'This step succeeds at the third attempt.');
  return { output: { key: step.key, text: 'as much as a small verdict '.repeat(8) }, record: null };
}

function writeEffects(records: { key: string }[], { jobId, token }: { jobId: string; token: string }) {
  const keys = JSON.stringify(records.map(({ key }) => key));
  return [
    sql`insert into soak_effects (job_id, key, token)
      select s.job_id, s.key, ${token} from steps s
      where s.job_id = ${jobId} and s.finished_by = ${token}
        and s.key in (select jsonb_array_elements_text(${keys}::jsonb))
      on conflict do nothing`,
  ];
}

function stageOf(name: string, share: number, clock: Clock): Stage<null> {
  const run: Stage<null>['run'] = (step, { signal }) => work(clock, step, signal);
  return { name, share, concurrency: 5, timeoutMs: TIMEOUT_MS, provider: null, run, write: writeEffects };
}

/** Jobs of the steps that the input names, and one step that follows them. */
export function soakAnalyzer(clock: Clock = systemClock): Analyzer {
  return defineAnalyzer({
    kind: 'soak',
    version: 1,
    deadlineSeconds: 3_600,
    disclaimer: null,
    input: z.object({ keys: z.array(z.string()).min(1) }),
    open: ({ keys }) => ({
      stages: [stageOf('parts', 0.9, clock), stageOf('whole', 0.1, clock)],
      plan: () => [...keys.map((key) => ({ stage: 0, key })), { stage: 1, key: 'ok-whole' }],
    }),
  });
}
