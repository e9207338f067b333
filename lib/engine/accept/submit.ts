import { Refusal } from '../../core/errors.ts';
import { query } from '../../jobs/context.ts';
import type { ProviderLimits, StagePlan } from '../../jobs/types.ts';
import type { Asked, Stage } from '../analyzer.ts';
import type { EngineContext } from '../context.ts';
import type { EngineSettings } from '../settings.ts';
import { callbackOf } from '../webhook/callback-url.ts';
import { createJob } from './create.ts';
import type { Created } from './earlier.ts';
import { type JobPlan, type NewJob, NO_LABELS } from './new-job.ts';
import type { Submission } from './submission.ts';

export interface SubmitDeps {
  context: EngineContext;
  settings: EngineSettings;
  /** What each provider takes, by its name. */
  budgets: Record<string, ProviderLimits>;
  webhooks: { configured: boolean; allowLocal: boolean };
}

const stagePlan =
  ({ leaseMarginMs }: EngineSettings) =>
  ({ name, share, concurrency, timeoutMs, provider, standsAlone = false }: Stage): StagePlan => ({
    name,
    share,
    concurrency,
    timeout_ms: timeoutMs,
    lease_ms: timeoutMs + leaseMarginMs,
    provider,
    ...(standsAlone ? { stands_alone: true } : {}),
  });

/** @throws Refusal `database_unavailable`, or from the analyzer. */
async function planOf({ asked, owner }: Submission, { context, settings }: SubmitDeps): Promise<JobPlan> {
  const { open, ...kept } = await asked.plan(owner, (call) => query(context, call));
  return { ...kept, stages: open.stages.map(stagePlan(settings)), steps: open.plan() };
}

/** Runs the analyzer's check. @throws Refusal with paths relative to the request. */
function check(asked: Asked, inputPath: string): void {
  try {
    asked.check();
  } catch (error) {
    if (!(error instanceof Refusal) || inputPath === '') throw error;
    const faults = error.faults.map((fault) => ({ ...fault, path: `${inputPath}.${fault.path}` }));
    throw new Refusal(error.code, error.message, { cause: error, faults });
  }
}

/**
 * A validated request as a job that may be created, its plan still to be made.
 * @throws Refusal `invalid_input`, `webhook_not_configured`, or from the analyzer's check.
 */
export function newJobOf(deps: SubmitDeps, submission: Submission): NewJob {
  const { owner, source, asked, idempotencyKey } = submission;
  check(asked, submission.inputPath);
  const callbackUrl = callbackOf(deps, submission.callbackUrl);
  return {
    owner,
    source,
    idempotencyKey,
    kind: asked.kind,
    analyzerVersion: asked.version,
    asked: asked.known,
    plan: () => planOf(submission, deps),
    budgets: deps.budgets,
    callbackUrl,
    ownEvent: (submission.ownEvent && callbackUrl !== null && asked.ownEvent) || null,
    labels: { ...NO_LABELS, ...submission.labels },
    deadlineSeconds: submission.deadlineSeconds ?? asked.deadlineSeconds,
  };
}

/**
 * Plans a validated request and creates its job. What it decides before it publishes, `rehearse` decides alike.
 * @throws Refusal as `newJobOf`, or from the analyzer or `createJob`; nothing was created.
 */
export async function submit(deps: SubmitDeps, submission: Submission): Promise<Created> {
  return createJob(deps.context, newJobOf(deps, submission));
}
