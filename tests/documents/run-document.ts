import type { z } from 'zod';
import { systemClock } from '../../lib/core/clock.ts';
import { randomIds } from '../../lib/core/ids.ts';
import { faultsOf, invalidInput } from '../../lib/core/issue-faults.ts';

import { systemResolve } from '../../lib/core/public-fetch.ts';
import { createSealer } from '../../lib/core/sealer.ts';
import type { Database } from '../../lib/db/client.ts';
import { createDocumentAnalyzer, type DocumentOptions } from '../../lib/documents/analyzer.ts';
import { storeDocument } from '../../lib/documents/files/store.ts';
import type { DocumentInput, documentInput } from '../../lib/documents/schema.ts';
import { submit } from '../../lib/engine/accept/submit.ts';
import type { Analyzer } from '../../lib/engine/analyzer.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { retryJob } from '../../lib/engine/retry.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { listSteps } from '../../lib/jobs/steps.ts';
import { type RunOptions, runSteps } from '../support/run-steps.ts';

const OWNER = 'ann';

/** The analyzer on real parts, but for recognition, which nobody expects to be called. */
export function documentAnalyzer(
  db: Database,
  changes: Partial<DocumentOptions> = {},
): Analyzer<DocumentInput> {
  return createDocumentAnalyzer({
    db,
    ids: randomIds,
    clock: systemClock,
    resolve: systemResolve,
    allowLocal: true,
    passwords: createSealer('a secret of the tests', 'document passwords', randomIds),
    recognize: async () => {
      throw new Error('nothing was to be recognized');
    },
    ...changes,
  });
}

export async function store(
  db: Database,
  bytes: Uint8Array,
  { name = 'a.pdf', owner = OWNER }: { name?: string | null; owner?: string } = {},
): Promise<string> {
  async function* one() {
    yield bytes;
  }
  const stored = await storeDocument(
    { db, ids: randomIds, clock: systemClock },
    { owner, name, bytes: one() },
  );
  return stored.id;
}

type Asked = z.input<ReturnType<typeof documentInput>>;

/** @throws Refusal as a route does. */
function validated({ request }: Analyzer<DocumentInput>, input: Asked) {
  const { data, error } = request.safeParse(input);
  if (data) return data;
  throw invalidInput(faultsOf(error, { given: input }));
}

/** The id of a job that is asked for as over HTTP. @throws Refusal */
export async function ask(
  context: EngineContext,
  analyzer: Analyzer<DocumentInput>,
  input: Asked,
): Promise<string> {
  const { job } = await submit(
    {
      context,
      settings: DEFAULTS,
      budgets: {},
      webhooks: { configured: false, allowLocal: false },
    },
    {
      owner: OWNER,
      asked: validated(analyzer, input),
      source: 'api',
      inputPath: '',
      idempotencyKey: null,
    },
  );
  return job.id;
}

export interface Outcome {
  status: string;
  error: { code: string; message: string } | null;
  /** `key: code` of each step that failed. */
  failed: string[];
  keys: string[];
}

export async function outcomeOf(context: EngineContext, id: string): Promise<Outcome> {
  const job = await getJob(context, OWNER, id);
  const steps = await listSteps(context, job, { limit: 1_000 });
  return {
    status: job.status,
    error: job.error,
    failed: steps.flatMap(({ key, error, status }) =>
      status === 'failed' ? [`${key}: ${error?.code}`] : [],
    ),
    keys: steps.map(({ key }) => key),
  };
}

export async function run(
  context: EngineContext,
  jobId: string,
  options: RunOptions & { analyzer?: Analyzer<DocumentInput> } = {},
): Promise<string[]> {
  return runSteps(context.db, { jobId, analyzer: documentAnalyzer(context.db), ...options });
}

/** A job over these bytes, run to its end. @returns its id */
export async function finished(
  context: EngineContext,
  bytes: Uint8Array,
  {
    analyzer = documentAnalyzer(context.db),
    input = {},
    ...options
  }: RunOptions & { analyzer?: Analyzer<DocumentInput>; input?: Partial<Asked> } = {},
): Promise<string> {
  const document_id = await store(context.db, bytes);
  const id = await ask(context, analyzer, { document_id, ...input });
  await run(context, id, { analyzer, ...options });
  return id;
}

export async function retry(
  context: EngineContext,
  id: string,
  { all = false, keys }: { all?: boolean; keys?: readonly string[] } = {},
): Promise<void> {
  await retryJob(context, { owner: OWNER, id, all, keys });
}
