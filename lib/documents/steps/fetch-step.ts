import type { StepContext, StepResult } from '../../engine/analyzer.ts';
import type { DocumentJob } from '../document-job.ts';
import { storeDocument } from '../files/store.ts';
import { PDF_LIMITS } from '../pdf/limits.ts';
import { STAGES } from '../plan.ts';
import { documentOf } from '../records/queries.ts';
import type { FetchedRecord, OpenRecord } from '../records/write.ts';
import { nameInUrl } from '../source-url.ts';
import { startDownload } from './download.ts';
import { OPEN_KEY } from './step-keys.ts';

/** The job's file: fetched once, and used again by retries while it is kept. */
async function fetched(job: DocumentJob, { jobId, signal }: StepContext): Promise<FetchedRecord> {
  const { db, ids, clock, input } = job;
  const known = await documentOf(db, jobId);
  if (!known || input.source_url === null) throw new Error(`There is nothing to fetch for job ${jobId}.`);
  const { owner, documentId, size, sha256 } = known;
  if (documentId !== null && size !== null && sha256 !== null) {
    return { documentId, name: known.name, size, sha256 };
  }
  const url = new URL(input.source_url);
  const name = input.name ?? nameInUrl(url);
  const bytes = await startDownload({ ...job, url, maxBytes: PDF_LIMITS.fileBytes, signal });
  const stored = await storeDocument({ db, ids, clock }, { owner, name, bytes });
  return { documentId: stored.id, name: name ?? stored.name, size: stored.size, sha256: stored.sha256 };
}

/** Fetches the file from its URL into the owner's documents. @throws what `startDownload` throws */
export async function fetchSource(job: DocumentJob, context: StepContext): Promise<StepResult<OpenRecord>> {
  const record = { fetched: await fetched(job, context) };
  return { record, further: [{ stage: STAGES.open, key: OPEN_KEY }] };
}
