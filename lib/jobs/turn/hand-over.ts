import { type Database, transact } from '../../db/client.ts';
import type { Usage } from '../types.ts';
import { usageStatement } from '../usage.ts';
import { handedOverStatement } from './slice-row.ts';

/** Records that a slice's continuation was accepted, and what the slice has used since its last turn. */
export async function handOver(
  db: Database,
  { jobId, run, usage }: { jobId: string; run: string; usage: Usage },
): Promise<void> {
  await transact(db, [usageStatement(jobId, usage), handedOverStatement(jobId, run)]);
}
