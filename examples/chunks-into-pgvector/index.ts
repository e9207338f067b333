import type { Unstuck } from 'unstuck';
import { chunksOf } from './chunk-lines.ts';
import { createTable, type Database, type Found, nearest, storeChunks } from './chunk-table.ts';
import { standIn } from './stand-in-embedding.ts';

/** Reads a document, waits for its end, and stores its chunks. @returns the job's id and how many chunks there are */
export async function readInto(
  db: Database,
  unstuck: Unstuck,
  source: Blob | URL,
): Promise<{ jobId: string; chunks: number }> {
  const job = await unstuck.documents.analyze(source, { tags: ['pgvector'] });
  await job.done();
  await createTable(db, standIn);
  return { jobId: job.id, chunks: await storeChunks(db, standIn, job.id, chunksOf(job)) };
}

/** What the stored documents say about a question; the answer itself is written by a model of yours. */
export const find = (db: Database, question: string, limit?: number): Promise<Found[]> =>
  nearest(db, standIn, question, limit);
