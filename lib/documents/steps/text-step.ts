import { z } from 'zod';
import type { StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import type { DocumentJob } from '../document-job.ts';
import { refreshAfter, STAGES, textStep } from '../plan.ts';
import { runOf } from '../records/run.ts';
import type { FindingsRecord, TextRecord } from '../records/write.ts';
import type { SpanText } from '../whole/messages.ts';
import type { WholeThread } from '../whole/whole-thread.ts';
import type { PageSpan } from './step-keys.ts';
import type { Wholes } from './wholes.ts';

const spanSchema = z.strictObject({ from: z.int(), to: z.int(), again: z.string() });

async function textOf(thread: WholeThread, span: PageSpan, signal: AbortSignal): Promise<SpanText> {
  const reply = await thread.ask({ ask: 'text', span }, signal);
  if (reply.is !== 'text') throw new Error(`The thread answered with ${reply.is}.`);
  return reply.text;
}

async function structureOf(thread: WholeThread, signal: AbortSignal): Promise<FindingsRecord> {
  const reply = await thread.ask({ ask: 'structure' }, signal);
  if (reply.is !== 'findings') throw new Error(`The thread answered with ${reply.is}.`);
  return reply.record;
}

/**
 * Writes the paragraphs that begin on a span's pages, taken from the whole document. Pages beyond what one commit
 * should hold become a further step.
 * @throws PermanentError paragraphs_too_large, findings_too_large, analysis_too_large
 */
export async function writeText(
  job: DocumentJob & { wholes: Wholes },
  step: StepToRun,
  context: StepContext,
): Promise<StepResult<TextRecord>> {
  const { jobId, epoch, signal } = context;
  const { from, to, again } = spanSchema.parse(step.input);
  const run = await runOf(job.db, jobId);
  if (run.documentId !== null) job.sessions.done({ jobId, documentId: run.documentId });
  const place = { jobId, epoch, documentId: 'text' } as const;
  return await job.wholes.use(place, signal, async ({ thread }) => {
    const { pages, next } = await textOf(thread, { from, to }, signal);
    const rest = next === null ? [] : [textStep({ from: next, to, again })];
    const structure = from === 1 ? await structureOf(thread, signal) : null;
    const record = { pages, structure };
    return { record, further: [...rest, ...refreshAfter(STAGES.text, run, job.input)] };
  });
}
