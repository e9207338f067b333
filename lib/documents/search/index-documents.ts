import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { findingsOf, storedPages } from '../records/queries.ts';
import { pageWords, tableTexts } from './page-words.ts';
import { writeWords } from './write-words.ts';

const READ = { limit: 50, maxBytes: 500_000 };

const jobSchema = z.object({ job_id: z.string() });

/** Writes what is searched of one document. @returns pages */
async function indexDocument(db: Database, jobId: string): Promise<number> {
  const main = (await findingsOf(db, jobId)).structure?.languages.main ?? null;
  let [after, count] = [0, 0];
  for (;;) {
    const pages = await storedPages(db, jobId, { after, ...READ });
    const last = pages.at(-1);
    if (!last) return count;
    const rows = pages
      .filter(({ paragraphs }) => paragraphs !== null)
      .map(({ page, paragraphs, body, language }) => {
        const texts = [...(paragraphs ?? []).map(({ text }) => text), ...body.tables.flatMap(tableTexts)];
        return { job_id: jobId, ...pageWords(page, texts, language ?? main) };
      });
    await db.execute(
      writeWords(sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(job_id text, page int, config text, words text)
        join document_reports s on s.job_id = r.job_id`),
    );
    [after, count] = [last.page, count + rows.length];
  }
}

/** Makes documents searchable that were read before searches were. Safe to run again. @returns documents */
export async function indexDocuments(db: Database, tell: (line: string) => void): Promise<number> {
  const { rows } = await db.execute(sql`select r.job_id from document_reports r
    where exists (select from document_pages p where p.job_id = r.job_id and p.paragraphs is not null
      and not exists (select from document_search s where s.job_id = p.job_id and s.page = p.page))
    order by r.created_at desc`);
  const missing = z.array(jobSchema).parse(rows);
  for (const { job_id: jobId } of missing) tell(`${jobId}: ${await indexDocument(db, jobId)} pages`);
  return missing.length;
}
