import { z } from 'zod';
import { PermanentError } from '../../core/errors.ts';
import type { StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import type { DocumentJob } from '../document-job.ts';
import { frequencyListOf } from '../records/queries.ts';
import type { FindingsRecord } from '../records/write.ts';
import type { Wholes } from './wholes.ts';

async function listOf({ db }: DocumentJob, jobId: string): Promise<string> {
  const text = await frequencyListOf(db, jobId);
  if (text !== null) return text;
  throw new PermanentError(
    'frequency_list_not_kept',
    'The word list is no longer kept: start a new analysis.',
  );
}

const inputSchema = z.strictObject({
  name: z.enum(['keywords', 'summary', 'entities', 'readability', 'coverage']),
});

/** One analysis of the whole document. @throws PermanentError frequency_list_not_kept, and what the thread throws */
export async function analyzeDocument(
  job: DocumentJob & { wholes: Wholes },
  step: StepToRun,
  { jobId, epoch, signal }: StepContext,
): Promise<StepResult<FindingsRecord>> {
  const { name } = inputSchema.parse(step.input);
  const list = name === 'coverage' ? await listOf(job, jobId) : '';
  // It holds what the analyses need once more.
  job.wholes.done({ jobId, epoch, documentId: 'text' });
  const place = { jobId, epoch, documentId: 'analyses' } as const;
  const reply = await job.wholes.use(place, signal, ({ thread }) =>
    thread.ask({ ask: 'analysis', name, list }, signal),
  );
  if (reply.is !== 'findings') throw new Error(`The thread answered with ${reply.is}.`);
  return { record: reply.record };
}
