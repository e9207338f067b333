import { answeredBy, type Created, lookUp } from './earlier.ts';
import type { JobPlan } from './new-job.ts';
import { openingOf } from './opening.ts';
import type { Submission } from './submission.ts';
import { newJobOf, type SubmitDeps } from './submit.ts';

/** What a request would lead to: a new job, or one that is there. */
export interface Rehearsal {
  kind: string;
  existing: Created | null;
  wouldCreate: Rehearsed | null;
}

/** What is known of a job before it exists. */
export interface Rehearsed {
  steps: number;
  /** Null: no step is known yet, those before it will say. */
  stages: { name: string; steps: number | null }[];
  /** Messages that its creation would publish. */
  messages: number;
  deadlineSeconds: number;
  /** If it were created now, by the database's clock: Unix milliseconds. */
  deadlineAt: number;
}

function stepsByStage({ stages, steps }: JobPlan): Rehearsed['stages'] {
  return stages.map(({ name }, stage) => ({
    name,
    steps: steps.filter((step) => step.stage === stage).length || null,
  }));
}

/**
 * Goes the way of `submit` up to what changes something. Nothing is stored, published or ended, nor is the
 * Idempotency-Key used up. @throws Refusal as `submit` would before it publishes.
 */
export async function rehearse(deps: SubmitDeps, submission: Submission): Promise<Rehearsal> {
  const request = newJobOf(deps, submission);
  const { kind, deadlineSeconds } = request;
  const looked = await lookUp(deps.context, request);
  const existing = answeredBy(looked, request);
  if (existing) return { kind, existing, wouldCreate: null };
  const { plan, messages } = await openingOf(deps.context, request, looked.room);
  const wouldCreate = {
    steps: plan.steps.length,
    stages: stepsByStage(plan),
    messages,
    deadlineSeconds,
    deadlineAt: looked.at + deadlineSeconds * 1000,
  };
  return { kind, existing: null, wouldCreate };
}
