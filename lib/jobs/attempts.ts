import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { attempts } from './attempts-db-schema.ts';
import { type JobsContext, query } from './context.ts';
import { isTerminal } from './lifecycle.ts';
import type { Step } from './steps.ts';
import { MOST_ATTEMPTS } from './turn/attempts.ts';
import { ATTEMPT_OUTCOMES, type AttemptOutcome, beganMs, type Job } from './types.ts';

/** A run of a step. Times are Unix milliseconds. */
export interface Attempt {
  /** Null if it was in an earlier epoch, of which no more is known. */
  epoch: number | null;
  line: string | null;
  startedAt: number | null;
  /** Null while it runs. */
  endedAt: number | null;
  outcome: AttemptOutcome | null;
  error: { code: string | null; message: string } | null;
}

const storedOutcome = z.enum(ATTEMPT_OUTCOMES);

type Row = typeof attempts.$inferSelect;

function toAttempt({ epoch, line, startedAt, endedAt, outcome, code, message }: Row): Attempt {
  return {
    epoch,
    line,
    startedAt: startedAt?.getTime() ?? null,
    endedAt: endedAt.getTime(),
    outcome: storedOutcome.parse(outcome),
    error: code === null && message === null ? null : { code, message: message ?? '' },
  };
}

/** The run that goes on, or has ended the step: its row says all. Null if there is none. */
function present(
  job: Job,
  { status, line, startedAt, completedAt, error, leaseUntil }: Step,
): Attempt | null {
  const epoch = completedAt === null || completedAt >= beganMs(job) ? job.epoch : null;
  const run = { epoch, line, startedAt, error };
  if (status === 'done' || status === 'failed') return { ...run, endedAt: completedAt, outcome: status };
  if (leaseUntil === null) return null;
  const over = isTerminal(job.status);
  return { ...run, endedAt: over ? job.completedAt : null, outcome: over ? 'given_back' : null, error: null };
}

/** The runs of each step, oldest first and at most ten, by its key: one statement for all of them. */
export async function listAttempts(
  context: JobsContext,
  job: Job,
  steps: readonly Step[],
): Promise<Map<string, Attempt[]>> {
  const keys = steps.map(({ key }) => key);
  const rows =
    keys.length === 0
      ? []
      : await query(context, () =>
          context.db
            .select()
            .from(attempts)
            .where(and(eq(attempts.jobId, job.id), inArray(attempts.key, keys)))
            .orderBy(asc(attempts.n)),
        );
  const kept = Map.groupBy(rows, ({ key }) => key);
  return new Map(
    steps.map((step) => {
      const last = present(job, step);
      const all = [...(kept.get(step.key) ?? []).map(toAttempt), ...(last ? [last] : [])];
      return [step.key, all.slice(-MOST_ATTEMPTS)];
    }),
  );
}
