import type { z } from 'zod';
import type { Analyzer } from '../analyzers/analyzer.ts';
import { type Fault, Refusal } from '../core/errors.ts';
import type { JobsContext } from '../jobs/context.ts';
import { type Created, createJob } from '../jobs/create.ts';
import type { Submission } from '../jobs/submission.ts';
import type { StagePlan } from '../jobs/types.ts';
import { parseCallbackUrl } from '../jobs/webhook/callback-url.ts';
import type { EngineSettings } from './settings.ts';

export interface SubmitDeps {
  context: JobsContext;
  analyzers: ReadonlyMap<string, Analyzer>;
  settings: EngineSettings;
  /** Requests at once that each provider allows. */
  budgets: Record<string, number>;
  webhooks: { configured: boolean; allowLocal: boolean };
}

/** Every issue that zod found, as faults. */
function faultsOf(error: z.ZodError, under: string): Fault[] {
  return error.issues.flatMap((issue) => {
    const at = (extra: PropertyKey[]) =>
      [under, ...issue.path, ...extra].filter((part) => part !== '').join('.');
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

/** @throws Refusal `webhook_not_configured`. */
function callbackOf(
  { webhooks }: SubmitDeps,
  { callbackUrl }: Submission,
): { url: string | null; faults: Fault[] } {
  if (callbackUrl === undefined) return { url: null, faults: [] };
  if (!webhooks.configured) {
    throw new Refusal(
      'webhook_not_configured',
      'callback_url cannot be used: this service has nothing to sign with. Its operator has to set WEBHOOK_SECRET.',
    );
  }
  const parsed = parseCallbackUrl(callbackUrl, webhooks);
  if ('fault' in parsed) return { url: null, faults: [{ path: 'callback_url', ...parsed.fault }] };
  return { url: parsed.url.href, faults: [] };
}

/**
 * Validates a request for an analysis, plans it and creates its job.
 * @throws Refusal `invalid_input` with every fault, `webhook_not_configured`, and what `createJob` throws; nothing was created.
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
  const callback = callbackOf(deps, submission);
  if (!parsed.success || callback.faults.length > 0) {
    const ofInput = parsed.success ? [] : faultsOf(parsed.error, submission.inputPath);
    const faults = [...ofInput, ...callback.faults];
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
    callbackUrl: callback.url,
    deadlineSeconds: submission.deadlineSeconds ?? analyzer.deadlineSeconds,
    watchdogPeriodMs: settings.watchdogPeriodMs,
  });
}
