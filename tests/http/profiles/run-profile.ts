import { eq } from 'drizzle-orm';
import { createProfileAnalyzer, type ProfileOptions } from '../../../lib/analyzers/profile/analyzer.ts';
import { systemClock } from '../../../lib/core/clock.ts';
import { PermanentError } from '../../../lib/core/errors.ts';
import { silentLog } from '../../../lib/core/log.ts';
import type { Database } from '../../../lib/db/client.ts';
import { jobs } from '../../../lib/db/schema.ts';
import type { StepOutcome } from '../../../lib/jobs/turn/commit.ts';
import type { ClaimedStep } from '../../../lib/jobs/turn/turn.ts';
import { turn } from '../../support/jobs.ts';

interface Options {
  sources?: ProfileOptions['sources'];
  /** Stops after this many turns that ran steps. */
  turns?: number;
  /** Keys of steps that fail. */
  failing?: readonly string[];
}

type Stages = ReturnType<ReturnType<typeof createProfileAnalyzer>['open']>['stages'];

function stageAt(stages: Stages, place: number): Stages[number] {
  const stage = stages[place];
  if (!stage) throw new Error(`there is no stage ${place}`);
  return stage;
}

async function outcomeOf(
  stages: Stages,
  { key, stage: place, input }: ClaimedStep,
  { token, jobId, failing }: { token: string; jobId: string; failing: readonly string[] },
): Promise<StepOutcome> {
  const context = { jobId, signal: new AbortController().signal, log: silentLog };
  try {
    if (failing.includes(key)) throw new PermanentError('told_to', `${key} was told to fail.`);
    const { record, further = [] } = await stageAt(stages, place).run({ key, input }, context);
    return { key, token, stage: place, result: 'done', output: null, record, further };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return { key, token, stage: place, result: 'failed', code: error.code, message: error.message };
  }
}

/** Runs the steps of a profile job as a slice does. */
export async function runProfile(
  db: Database,
  jobId: string,
  { sources = new Map(), turns = 1_000, failing = [] }: Options = {},
): Promise<void> {
  const [row] = await db
    .select({ input: jobs.input, epoch: jobs.epoch })
    .from(jobs)
    .where(eq(jobs.id, jobId));
  const { stages } = createProfileAnalyzer({ db, sources, clock: systemClock }).open(row?.input);
  const epoch = row?.epoch ?? 1;
  let token = `run-${crypto.randomUUID()}`;
  let { claimed } = await turn(db, jobId, { token, epoch, withInput: true });
  for (let n = 0; claimed.length > 0 && n < turns; n++) {
    const held = token;
    const outcomes = await Promise.all(
      claimed.map((step) => outcomeOf(stages, step, { token: held, jobId, failing })),
    );
    const done = outcomes.flatMap((each) => (each.result === 'done' ? [each] : []));
    token = `run-${crypto.randomUUID()}`;
    const commit = { jobId, token };
    const writes = [...new Set(done.map(({ stage }) => stage))].flatMap((place) =>
      stageAt(stages, place).write(
        done.filter(({ stage }) => stage === place).map(({ key, record }) => ({ key, record })),
        commit,
      ),
    );
    const last = n + 1 === turns;
    const next = await turn(db, jobId, {
      token,
      epoch,
      outcomes,
      writes,
      withInput: true,
      ...(last ? { claim: null } : {}),
    });
    claimed = next.claimed;
  }
}
