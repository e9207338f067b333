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

/** The words of a page, fetched and unpacked once for all that is asked of them: by itself each function does so. */
const fetchedOnce = (words: SQL): SQL => sql`(array[${words}])[1]`;

/** Of the pages of a window so many more are looked at one by one where most of the first have the words. */
const LOOKED_AT = 2;
/** Share of a window that is looked at to tell that, and of those the share that have the words. */
const [TRIED, MOST_OF_THEM] = [0.08, 0.7];

/**
 * CTEs `newest`, the pages of the newest documents that are left in order, and `dense`, those of them that have the
 * words: more than a window has, or else not all. To find a word that most pages have, the index reads all of them.
 * `dense` keeps the order of `newest`, so that PostgreSQL reads no more pages' words than it takes: hence no join.
 */
const looking = (start: WindowStart | null, most: number): SQL => sql`newest as materialized (
    select d.job_id, d.created_at, d.place, s.page, s.config, s.words
    from (select * from ordered order by place) d cross join lateral (
      select s.page, s.config, s.words from document_search s where s.job_id = d.job_id
        ${start === null ? sql`` : sql`and (d.job_id <> ${start.jobId} or s.page >= ${start.page}::int)`}
      order by s.page limit ${LOOKED_AT * most}
    ) s order by d.place, s.page limit ${LOOKED_AT * most}
  ), tried as materialized (
    select count(*) as all_of_them, count(*) filter (where n.words @@ a.scoped) as found
    from (select * from newest order by place, page limit ${Math.ceil(TRIED * most)}) n
      left join asked a on a.config = n.config
  ), dense as materialized (
    select n.job_id, n.created_at, n.page, n.config, w.words
    from newest n cross join lateral (select ${fetchedOnce(sql`n.words`)} as words offset 0) w
    where (select found >= ${MOST_OF_THEM}::real * all_of_them from tried)
      and w.words @@ (select a.scoped from asked a where a.config = n.config)
    order by n.place, n.page limit ${most + 1}
  )`;

/**
 * CTEs `asked(config, query, scoped)` and `candidates(job_id, created_at, page, config, words)`: the pages of a window
 * that have the words, and one more where there are others. The index alone finds them, but where nearly all have
 * them: to read the words of a page costs 10 µs, and 50,000 pages may have them.
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
  ), ordered as materialized (
    select r.job_id, r.created_at, row_number() over (order by r.created_at desc, r.job_id) as place
    from (${readable(owner)}) r ${documentsFrom(start)}
  ), ${looking(start, most)}, found as materialized (
    select s.job_id, array_agg(s.page) as pages
    from asked a join document_search s on s.words @@ a.scoped
    where (select count(*) <= ${most} from dense) group by s.job_id
  ), left_over as materialized (
    select f.job_id, r.created_at, r.place, ${pagesFrom(start)} as pages
    from found f join ordered r on r.job_id = f.job_id
  ), counted as (
    select *, sum(cardinality(pages)) over (order by place) - cardinality(pages) as before from left_over
  ), by_index as (
    select c.job_id, c.created_at, u.page from counted c, unnest(c.pages) as u(page) where c.before <= ${most}
    order by c.place, u.page limit ${most + 1}
  ), candidates as materialized (
    select * from dense where (select count(*) > ${most} from dense)
    union all select b.job_id, b.created_at, b.page, s.config, s.words from by_index b cross join lateral
      (select config, words from document_search s where s.job_id = b.job_id and s.page = b.page offset 0) s
  )`;
}
