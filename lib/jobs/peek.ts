import type { Database } from '../db/client.ts';
import { type View, viewSchema, viewStatement } from './turn/view.ts';

/** Reads a job's state without locking it, and without its input; null if there is no such job. */
export async function peekJob(db: Database, jobId: string, aliveMs: number): Promise<View | null> {
  const { rows } = await db.execute(
    viewStatement({ jobId, line: 'w', slice: null, withInput: false, aliveMs }),
  );
  return rows[0] === undefined ? null : viewSchema.parse(rows[0]);
}
