import { type SQL, sql } from 'drizzle-orm';

/** A lexeme that the words of an owner's pages in one configuration carry; no word has an underscore. */
export const scopeOf = (owner: SQL, config: SQL): SQL => sql`md5(${owner}) || '_' || ${config}`;

/**
 * Stores what is searched of pages that were read.
 * @param rows `r(page, config, words)` joined to `s(job_id)`
 */
export const writeWords = (rows: SQL): SQL => sql`insert into document_search (job_id, page, config, words)
  select p.job_id, p.page, r.config,
    to_tsvector(r.config::regconfig, r.words) || array_to_tsvector(array[${scopeOf(sql`d.owner`, sql`r.config`)}])
  from ${rows}
  join document_pages p on p.job_id = s.job_id and p.page = r.page
  join document_reports d on d.job_id = p.job_id
  on conflict (job_id, page) do update set config = excluded.config, words = excluded.words`;
