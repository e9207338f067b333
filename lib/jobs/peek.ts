import { type Database, transact } from '../db/client.ts';
import { VIEW, type View, viewSchema } from './turn/view.ts';

/** Reads a job's state without locking it, and without its input; null if there is no such job. */
export async function peekJob(db: Database, jobId: string, aliveMs: number): Promise<View | null> {
  const reader = { line: 'w', run: null, message: null, withInput: false };
  const [rows] = await transact(db, [VIEW.with({ jobId, ...reader, aliveMs })]);
  return rows?.[0] === undefined ? null : viewSchema.parse(rows[0]);
}
