import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { unpackPage, unpackParagraphs } from '../records/stored-page.ts';
import type { AskedWords } from './asked-words.ts';
import { ALL_CONFIGURATIONS } from './configurations.ts';
import { scopeOf } from './write-words.ts';

/** Pages that are ranked: those of the newest documents. A rank costs about 10 µs. */
const MOST_RANKED = 1_000;
/** Packed bytes of pages that are read for their snippets. */
const MOST_BYTES = 4_000_000;

/** A place in the list of hits. */
export interface HitPlace {
  /** As PostgreSQL writes it. */
  rank: string;
  jobId: string;
  page: number;
}

const rowSchema = z.object({
  job_id: z.string(),
  page: z.int(),
  config: z.string(),
  rank: z.string(),
  complete: z.boolean(),
  more: z.boolean(),
  name: z.string().nullable(),
  document_id: z.string().nullable(),
  label: z.string().nullable(),
  body: z.string(),
  paragraphs: z.string().nullable(),
});

/** Words in a configuration as PostgreSQL searches for them. */
function parsed(query: string, { beginnings }: AskedWords, config: SQL): SQL {
  const plain = sql`websearch_to_tsquery(${config}::regconfig, ${query})`;
  if (beginnings.length === 0) return plain;
  return sql`regexp_replace(${plain}::text, ${`'(${beginnings.join('|')})'`}, ${"'\\1':*"}, 'g')::tsquery`;
}

/** Of each file the newest analysis that has a report. */
export const readable = (owner: string): SQL => sql`select distinct on (r.sha256) r.job_id, r.created_at
  from document_reports r where r.owner = ${owner} and r.report is not null
  order by r.sha256, r.created_at desc, r.job_id`;

function statement(
  owner: string,
  asked: AskedWords,
  { after, limit }: { after: HitPlace | null; limit: number },
) {
  const from =
    after &&
    sql`where rank < ${after.rank}::real
      or rank = ${after.rank}::real and (job_id, page) > (${after.jobId}, ${after.page}::int)`;
  return sql`with asked as materialized (
    select c.config, q.query, (${scopeOf(sql`${owner}`, sql`c.config`)})::tsquery && q.query as scoped
    from jsonb_array_elements_text(${JSON.stringify(ALL_CONFIGURATIONS)}::jsonb) as c(config),
      lateral (select ${parsed(asked.query, asked, sql`c.config`)} as query offset 0) q
    where numnode(q.query) > 0
  ), readable as materialized (${readable(owner)}),
  found as materialized (
    select s.job_id, s.page, s.config, a.query, s.words
    from asked a join document_search s on s.words @@ a.scoped join readable r on r.job_id = s.job_id
    order by r.created_at desc, s.job_id, s.page limit ${MOST_RANKED + 1}
  ), ranked as materialized (
    select job_id, page, config, ts_rank(words, query, 1) as rank, count(*) over () <= ${MOST_RANKED} as complete
    from found
  ), shown as (
    select *, row_number() over placed as place, count(*) over () as remaining
    from ranked ${from ?? sql``}
    window placed as (order by rank desc, job_id, page)
    order by rank desc, job_id, page limit ${limit}
  ), sized as (
    select h.*, p.body, p.paragraphs, sum(octet_length(p.body) + coalesce(octet_length(p.paragraphs), 0))
      over (order by h.place) as bytes
    from shown h join document_pages p on p.job_id = h.job_id and p.page = h.page
  ), fitting as (
    select *, count(*) over () as rows from sized where place = 1 or bytes <= ${MOST_BYTES}
  )
  select f.job_id, f.page, f.config, f.rank::text, f.complete, f.remaining > f.rows as more, r.name, r.document_id,
    r.info -> 'labels' ->> (f.page - 1) as label, f.body, f.paragraphs
  from fitting f join document_reports r on r.job_id = f.job_id order by f.place`;
}

/** Pages with the words that are asked for, best first. */
export async function findPages(
  db: Database,
  owner: string,
  asked: AskedWords,
  place: { after: HitPlace | null; limit: number },
) {
  const { rows } = await db.execute(statement(owner, asked, place));
  const found = z.array(rowSchema).parse(rows);
  const pages = await Promise.all(
    found.map(async ({ body, paragraphs, ...row }) => ({
      ...row,
      body: await unpackPage(body),
      paragraphs: paragraphs === null ? null : await unpackParagraphs(paragraphs),
    })),
  );
  return { pages, complete: found[0]?.complete ?? true, more: found[0]?.more ?? false };
}
export type FoundPage = Awaited<ReturnType<typeof findPages>>['pages'][number];

const wordSchema = z.object({ config: z.string(), word: z.string() });

/** Which of the words, by configuration, are those that are asked for, in any of their forms. */
export async function wordsAskedFor(
  db: Database,
  asked: AskedWords,
  words: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, Set<string>>> {
  const given = [...words].map(([config, own]) => ({ config, words: [...own] }));
  const { rows } = await db.execute(sql`select c.config, w.word
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as c(config text, words jsonb),
      lateral (select ${parsed(asked.either, asked, sql`c.config`)} as query offset 0) q,
      lateral jsonb_array_elements_text(c.words) as w(word)
    where to_tsvector(c.config::regconfig, w.word) @@ q.query`);
  const found = new Map<string, Set<string>>();
  for (const { config, word } of z.array(wordSchema).parse(rows)) {
    found.set(config, (found.get(config) ?? new Set()).add(word));
  }
  return found;
}
