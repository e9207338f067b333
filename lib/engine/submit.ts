import type { Analyzer } from '../analyzers/analyzer.ts';
import { type Fault, Refusal } from '../core/errors.ts';
import { faultsOf, invalidInput } from '../core/issue-faults.ts';
import { type JobsContext, query } from '../jobs/context.ts';
import { type Created, createJob, type JobPlan } from '../jobs/create.ts';
import type { StoredInput, Submission } from '../jobs/submission.ts';
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

/** @throws Refusal `database_unavailable`, and what the analyzer refuses. */
async function toPlan(
  analyzer: Analyzer,
  { asked, owner }: { asked: unknown; owner: string },
  { context, settings: { leaseMarginMs } }: SubmitDeps,
): Promise<JobPlan> {
  const resolved = await query(context, async () => analyzer.resolve?.(asked, owner) ?? asked);
  const { input, also } = (await analyzer.keep?.(resolved)) ?? { input: resolved };
  const open = analyzer.open(input);
  const stages: StagePlan[] = open.stages.map(({ name, share, concurrency, timeoutMs, provider }) => ({
    name,
    share,
    concurrency,
    timeout_ms: timeoutMs,
    lease_ms: timeoutMs + leaseMarginMs,
    provider,
  }));
  const plan = { input, stages, steps: open.plan(), roundTrips: resolved === asked ? 0 : 1 };
  return also ? { ...plan, also } : plan;
}

/** @throws Refusal `invalid_input` where what is stored cannot be used any more, and what `read` and the analyzer refuse. */
async function toPlanFrom(
  analyzer: Analyzer,
  { from, owner }: { from: StoredInput; owner: string },
  deps: SubmitDeps,
): Promise<JobPlan> {
  const { input, also } = await from.read();
  const parsed = analyzer.input.safeParse(input);
  if (!parsed.success) {
    const faults = faultsOf(parsed.error, { given: input, under: from.name });
    throw new Refusal('invalid_input', `${faults.length} parts of the ${from.name} cannot be used.`, {
      faults,
    });
  }
  const plan = await toPlan(analyzer, { asked: parsed.data, owner }, deps);
  return { ...plan, roundTrips: plan.roundTrips + 1, also };
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
    const where = { given: submission.input, under: submission.inputPath };
    const ofInput = parsed.success ? [] : faultsOf(parsed.error, where);
    throw invalidInput([...ofInput, ...callback.faults]);
  }
  const { from } = submission;
  return createJob(context, {
    owner,
    source,
    idempotencyKey,
    kind: analyzer.kind,
    analyzerVersion: analyzer.version,
    asked: from ? { from: from.name, asked: parsed.data } : parsed.data,
    plan: () =>
      from
        ? toPlanFrom(analyzer, { from, owner }, deps)
        : toPlan(analyzer, { asked: parsed.data, owner }, deps),
    budgets,
    callbackUrl: callback.url,
    deadlineSeconds: submission.deadlineSeconds ?? analyzer.deadlineSeconds,
    watchdogPeriodMs: settings.watchdogPeriodMs,
  });
}
