import { type SQL, sql } from 'drizzle-orm';
import type { AskedWords } from './asked-words.ts';
import { ALL_CONFIGURATIONS } from './configurations.ts';
import type { WindowStart } from './hit-place.ts';
import { scopeOf } from './write-words.ts';

/** Words in a configuration as PostgreSQL searches for them. */
export function parsed(query: string, { beginnings }: AskedWords, config: SQL): SQL {
  const plain = sql`websearch_to_tsquery(${config}::regconfig, ${query})`;
  if (beginnings.length === 0) return plain;
  return sql`regexp_replace(${plain}::text, ${`'(${beginnings.join('|')})'`}, ${"'\\1':*"}, 'g')::tsquery`;
}

/** Of each file the newest analysis that has a report. */
export const readable = (owner: string): SQL => sql`select distinct on (r.sha256) r.job_id, r.created_at
  from document_reports r where r.owner = ${owner} and r.report is not null
  order by r.sha256, r.created_at desc, r.job_id`;

const createdAt = ({ createdMicros }: WindowStart): SQL =>
  sql`(timestamptz 'epoch' + ${createdMicros}::bigint * interval '1 microsecond')`;

/** Pages of a document that are in the window or after it. */
const pagesFrom = (start: WindowStart | null): SQL =>
  start === null
    ? sql`f.pages`
    : sql`case when f.job_id <> ${start.jobId} then f.pages
        else array(select page from unnest(f.pages) as u(page) where page >= ${start.page}::int) end`;

const documentsFrom = (start: WindowStart | null): SQL =>
  start === null
    ? sql``
    : sql`where r.created_at < ${createdAt(start)}
        or r.created_at = ${createdAt(start)} and r.job_id >= ${start.jobId}`;

/**
 * CTEs `asked(config, query, scoped)` and `candidates(job_id, created_at, page)`: the pages of a window that have the
 * words, and one more where there are others. The index alone finds them: to read the words of a page costs 10 µs, and
 * 50,000 pages may have them.
 */
export function candidates(
  owner: string,
  asked: AskedWords,
  { start, most }: { start: WindowStart | null; most: number },
): SQL {
  return sql`asked as materialized (
    select c.config, q.query, (${scopeOf(sql`${owner}`, sql`c.config`)})::tsquery && q.loose as scoped
    from jsonb_array_elements_text(${JSON.stringify(ALL_CONFIGURATIONS)}::jsonb) as c(config),
      lateral (select ${parsed(asked.query, asked, sql`c.config`)} as query,
        ${parsed(asked.loose, asked, sql`c.config`)} as loose offset 0) q
    where numnode(q.query) > 0
  ), readable as materialized (${readable(owner)}),
  found as materialized (
    select s.job_id, array_agg(s.page) as pages
    from asked a join document_search s on s.words @@ a.scoped group by s.job_id
  ), left_over as materialized (
    select f.job_id, r.created_at, ${pagesFrom(start)} as pages
    from found f join readable r on r.job_id = f.job_id ${documentsFrom(start)}
  ), counted as (
    select *, sum(cardinality(pages)) over (order by created_at desc, job_id) - cardinality(pages) as before
    from left_over
  ), candidates as materialized (
    select c.job_id, c.created_at, u.page from counted c, unnest(c.pages) as u(page) where c.before <= ${most}
    order by c.created_at desc, c.job_id, u.page limit ${most + 1}
  )`;
}
