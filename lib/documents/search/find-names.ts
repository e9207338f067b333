import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { sqlState } from '../../db/error-chain.ts';
import { readable } from './candidates.ts';

const MOST_NAMES = 10;
/** The least that `<%` of pg_trgm takes by default is .6; names are short and typed from memory. */
const LEAST_SIMILARITY = 0.4;
/** SQLSTATE `undefined_function`. */
const NO_SUCH_FUNCTION = '42883';

const nameSchema = z.object({
  job_id: z.string(),
  document_id: z.string().nullable(),
  name: z.string(),
  similarity: z.number(),
});
export type FoundName = z.infer<typeof nameSchema>;

/**
 * The owner's documents whose names have words like those asked for, by trigrams; null if the database lacks pg_trgm.
 */
export async function findNames(db: Database, owner: string, text: string): Promise<FoundName[] | null> {
  try {
    const { rows } = await db.execute(sql`with readable as materialized (${readable(owner)})
      select r.job_id, r.document_id, r.name, word_similarity(${text}, r.name) as similarity
      from readable join document_reports r on r.job_id = readable.job_id
      where r.name is not null and word_similarity(${text}, r.name) >= ${LEAST_SIMILARITY}::real
      order by similarity desc, readable.created_at desc, r.job_id limit ${MOST_NAMES}`);
    return z.array(nameSchema).parse(rows);
  } catch (error) {
    if (sqlState(error) === NO_SUCH_FUNCTION) return null;
    throw error;
  }
}
