import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { unpackPage, unpackParagraphs } from '../records/stored-page.ts';
import type { AskedWords } from './asked-words.ts';
import { candidates, parsed } from './candidates.ts';
import type { HitPlace, WindowStart } from './hit-place.ts';

/** Pages with the words that are ranked at a time: those of the newest documents first. A rank costs about 10 µs. */
const MOST_RANKED = 500;
/** Packed bytes of pages that are read for their snippets. */
const MOST_BYTES = 4_000_000;

const boundsSchema = z.object({
  created_micros: z.string().nullable(),
  next_job: z.string().nullable(),
  next_page: z.int().nullable(),
});

const pageSchema = z.object({
  job_id: z.string(),
  page: z.int(),
  config: z.string(),
  rank: z.string(),
  more: z.boolean(),
  name: z.string().nullable(),
  document_id: z.string().nullable(),
  label: z.string().nullable(),
  body: z.string(),
  paragraphs: z.string().nullable(),
});

interface Place extends HitPlace {
  limit: number;
  /** Pages ranked at a time. */
  most: number;
}

function statement(owner: string, asked: AskedWords, { window, after, limit, most }: Place) {
  const from =
    after &&
    sql`where rank < ${after.rank}::real
      or rank = ${after.rank}::real and (job_id, page) > (${after.jobId}, ${after.page}::int)`;
  return sql`with ${candidates(owner, asked, { start: window, most })},
  bounds as (
    select (extract(epoch from c.created_at) * 1000000)::bigint::text as created_micros, c.job_id as next_job,
      c.page as next_page
    from (select 1) one left join (select * from candidates offset ${most}) c on true
  ), ranked as materialized (
    select c.job_id, c.page, c.config, ts_rank(c.words, a.query, 1) as rank
    from (select * from candidates limit ${most}) c join asked a on a.config = c.config
    ${asked.loose === asked.query ? sql`` : sql`where c.words @@ a.query`}
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
  select b.*, f.job_id, f.page, f.config, f.rank::text, f.remaining > f.rows as more, r.name, r.document_id,
    r.info -> 'labels' ->> (f.page - 1) as label, f.body, f.paragraphs
  from bounds b left join (fitting f join document_reports r on r.job_id = f.job_id) on true order by f.place`;
}

/** Where the next window begins; null if no further page has the words. */
function nextWindow(row: unknown): WindowStart | null {
  const { created_micros: createdMicros, next_job: jobId, next_page: page } = boundsSchema.parse(row);
  return createdMicros === null || jobId === null || page === null ? null : { createdMicros, jobId, page };
}

/** Pages with the words that are asked for, the best of a window first. @param place `most`: pages ranked at a time */
export async function findPages(
  db: Database,
  owner: string,
  asked: AskedWords,
  { most = MOST_RANKED, ...place }: HitPlace & { limit: number; most?: number },
) {
  const { rows } = await db.execute(statement(owner, asked, { ...place, most }));
  const found = z.array(pageSchema).parse(rows.filter((row) => row['job_id'] !== null));
  const pages = await Promise.all(
    found.map(async ({ body, paragraphs, ...row }) => ({
      ...row,
      body: await unpackPage(body),
      paragraphs: paragraphs === null ? null : await unpackParagraphs(paragraphs),
    })),
  );
  return { pages, more: found[0]?.more ?? false, next: nextWindow(rows[0]) };
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
      lateral (select c.config::regconfig as config, ${parsed(asked.either, asked, sql`c.config`)} as query offset 0) q,
      lateral jsonb_array_elements_text(c.words) as w(word)
    where to_tsvector(q.config, w.word) @@ q.query`);
  const found = new Map<string, Set<string>>();
  for (const { config, word } of z.array(wordSchema).parse(rows)) {
    found.set(config, (found.get(config) ?? new Set()).add(word));
  }
  return found;
}
