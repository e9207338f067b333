import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { jsonText } from '../../core/json.ts';
import { packText } from '../../core/packed-text.ts';
import type { Database } from '../../db/client.ts';
import { keptOpen } from '../given.ts';
import type { DocumentInput } from '../schema.ts';

const jobSchema = z.object({ job_id: z.string() });

/** What of an input says which file it is, not what is done with it. */
const SOURCE = sql.raw(`array['document_id', 'source_url', 'name']`);

/**
 * The newest complete analysis of the same bytes with the same options by the same version, whose file is kept; null
 * if there is none.
 */
export async function sameAnalysis(
  db: Database,
  owner: string,
  { input, version }: { input: DocumentInput; version: number },
): Promise<string | null> {
  const { document_id: documentId, frequency_list: list, password } = input;
  // Whether a password is right shows only when the file is opened with it.
  if (documentId === undefined || password !== undefined) return null;
  const packed = list === undefined ? null : await packText(list);
  const { rows } = await db.execute(sql`select r.job_id
    from documents d
    join document_reports r on r.owner = d.owner and r.sha256 = d.sha256
    join jobs j on j.id = r.job_id and j.owner = r.owner
    where d.id = ${documentId} and d.owner = ${owner} and d.status = 'complete'
      and r.report is not null and r.document_id is not null and r.frequency_list is not distinct from ${packed}::text
      and j.status = 'completed' and j.analyzer_version = ${version}::int
      and j.input - ${SOURCE} = ${jsonText(keptOpen(input))}::jsonb - ${SOURCE}
    order by r.created_at desc limit 1`);
  return rows[0] === undefined ? null : jobSchema.parse(rows[0]).job_id;
}
