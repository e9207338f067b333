import type { SQL } from 'drizzle-orm';
import { eq } from 'drizzle-orm';
import { PermanentError } from '../../lib/core/errors.ts';
import { type Log, silentLog } from '../../lib/core/log.ts';
import type { Database } from '../../lib/db/client.ts';
import type { Analyzer, OpenJob, Stage } from '../../lib/engine/analyzer.ts';
import { jobs } from '../../lib/jobs/db-schema.ts';
import type { ClaimedStep, StepOutcome } from '../../lib/jobs/turn/turn.ts';
import { turn } from './jobs.ts';

export interface RunOptions {
  /** Maximum number of turns that run steps. */
  turns?: number;
  /** Keys of steps that fail. */
  failing?: readonly string[];
  log?: Log;
  /** Changes the statements of a turn. */
  writes?(statements: SQL[]): SQL[];
}

interface Running {
  jobId: string;
  epoch: number;
  stages: Stage[];
  options: RunOptions;
}

function stageAt(stages: readonly Stage[], place: number): Stage {
  const stage = stages[place];
  if (!stage) throw new Error(`there is no stage ${place}`);
  return stage;
}

/** Transient errors are thrown: no test waits for a retry. */
async function outcomeOf(
  { jobId, epoch, stages, options: { failing = [], log = silentLog } }: Running,
  { key, stage: place, input }: ClaimedStep,
  token: string,
): Promise<StepOutcome> {
  const context = { jobId, epoch, signal: new AbortController().signal, log };
  try {
    if (failing.includes(key)) throw new PermanentError('told_to', `${key} was told to fail.`);
    const { record, further = [] } = await stageAt(stages, place).run({ key, input }, context);
    return { key, token, stage: place, result: 'done', output: null, record, further };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return { key, token, stage: place, result: 'failed', code: error.code, message: error.message };
  }
}

function writesOf({ jobId, stages }: Running, outcomes: readonly StepOutcome[], token: string): SQL[] {
  const done = outcomes.flatMap((each) => (each.result === 'done' ? [each] : []));
  return [...new Set(done.map(({ stage }) => stage))].flatMap((place) =>
    stageAt(stages, place).write(
      done.filter(({ stage }) => stage === place).map(({ key, record }) => ({ key, record })),
      { jobId, token },
    ),
  );
}

/** The analyzer bound to a stored input, which must be valid. */
export function resumed(analyzer: Pick<Analyzer, 'resume'>, stored: unknown): OpenJob {
  const job = analyzer.resume(stored);
  if (!job) throw new Error('the analyzer does not understand the stored input');
  return job;
}

/** Runs the steps of a job as a slice does. @returns the keys that ran, in the order claimed */
export async function runSteps(
  db: Database,
  { jobId, analyzer, ...options }: { jobId: string; analyzer: Pick<Analyzer, 'resume'> } & RunOptions,
): Promise<string[]> {
  const [row] = await db
    .select({ input: jobs.input, epoch: jobs.epoch })
    .from(jobs)
    .where(eq(jobs.id, jobId));
  const { turns = 1_000, writes = (statements) => statements } = options;
  const epoch = row?.epoch ?? 1;
  const running: Running = { jobId, epoch, stages: resumed(analyzer, row?.input).stages, options };
  const ran: string[] = [];
  let token = `run-${crypto.randomUUID()}`;
  let { claimed } = await turn(db, jobId, { token, epoch, withInput: true });
  for (let n = 0; claimed.length > 0 && n < turns; n++) {
    const held = token;
    ran.push(...claimed.map(({ key }) => key));
    const outcomes = await Promise.all(claimed.map((step) => outcomeOf(running, step, held)));
    token = `run-${crypto.randomUUID()}`;
    const next = await turn(db, jobId, {
      token,
      epoch,
      outcomes,
      writes: writes(writesOf(running, outcomes, token)),
      withInput: true,
      ...(n + 1 === turns ? { claim: null } : {}),
    });
    claimed = next.claimed;
  }
  return ran;
}
