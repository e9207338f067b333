import { z } from 'zod';
import type { Analyzer } from '../analyzers/analyzer.ts';
import { type Fault, Refusal } from '../core/errors.ts';
import type { JobsContext } from '../jobs/context.ts';
import { type Created, createJob } from '../jobs/create.ts';
import type { Submission } from '../jobs/submission.ts';
import type { StagePlan } from '../jobs/types.ts';
import type { EngineSettings } from './settings.ts';

export interface SubmitDeps {
  context: JobsContext;
  analyzers: ReadonlyMap<string, Analyzer>;
  settings: EngineSettings;
  /** Requests at once that each provider allows. */
  budgets: Record<string, number>;
}

/** Every issue that zod found, as faults. */
export function faultsOf(error: z.ZodError, under: string): Fault[] {
  return error.issues.flatMap((issue) => {
    const at = (extra: PropertyKey[]) => [under, ...issue.path, ...extra].filter((part) => part !== '').join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: at([key]),
        code: 'unknown_field',
        message: `There is no field "${key}". Leave it out or check its spelling.`,
      }));
    }
    return [{ path: at([]), code: issue.code, message: issue.message }];
  });
}

function toPlan(analyzer: Analyzer, input: unknown, { leaseMarginMs }: EngineSettings) {
  const open = analyzer.open(input);
  const stages: StagePlan[] = open.stages.map(({ name, share, concurrency, timeoutMs, provider }) => ({
    name,
    share,
    concurrency,
    timeout_ms: timeoutMs,
    lease_ms: timeoutMs + leaseMarginMs,
    provider,
  }));
  return { stages, steps: open.plan() };
}

/**
 * Validates a request for an analysis, plans it and creates its job.
 * @throws Refusal `invalid_input` with every fault, and what `createJob` throws; nothing was created.
 */
export async function submit(deps: SubmitDeps, submission: Submission): Promise<Created> {
  const { context, analyzers, settings, budgets } = deps;
  const { owner, source, idempotencyKey } = submission;
  const analyzer = analyzers.get(submission.kind);
  if (!analyzer) {
    const known = [...analyzers.keys()].join(', ');
    throw new Refusal('invalid_input', `There is no analysis of kind "${submission.kind}".`, {
      faults: [{ path: 'kind', code: 'unknown_kind', message: `"${submission.kind}" is none of: ${known}.` }],
    });
  }
  const parsed = analyzer.input.safeParse(submission.input);
  if (!parsed.success) {
    const faults = faultsOf(parsed.error, submission.inputPath);
    throw new Refusal('invalid_input', `${faults.length} of the fields cannot be used.`, { faults });
  }
  return createJob(context, {
    owner,
    source,
    idempotencyKey,
    kind: analyzer.kind,
    analyzerVersion: analyzer.version,
    input: parsed.data,
    ...toPlan(analyzer, parsed.data, settings),
    budgets,
    deadlineSeconds: submission.deadlineSeconds ?? analyzer.deadlineSeconds,
    watchdogPeriodMs: settings.watchdogPeriodMs,
  });
}
