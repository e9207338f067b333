import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jsonText } from '../../lib/core/json.ts';
import type { Database } from '../../lib/db/client.ts';
import type { WriteContext } from '../../lib/engine/analyzer.ts';
import { finishedNow } from '../../lib/engine/finished-now.ts';
import { countOf, type Retention } from '../../lib/engine/retention.ts';
import { numberedPlace } from '../../lib/http/route.ts';

const brokenLinks = z.array(z.object({ url: z.string(), reason: z.string() }));
const found = { status: z.int(), title: z.string().nullable(), links: z.int(), broken_links: brokenLinks };
const row = z.object({ place: z.int(), url: z.string(), ...found });
export const pageSchema = row.omit({ place: true });

/** What the step of a page leaves for the table. */
export type PageRecord = Omit<z.infer<typeof pageSchema>, 'url'>;

/** The pages whose steps this commit finished. A later epoch's answer replaces the earlier one's. */
export function writePages(records: { key: string; record: PageRecord }[], context: WriteContext): SQL[] {
  const rows = jsonText(records.map(({ key, record }) => ({ step_key: key, ...record })));
  return [
    sql`insert into sitemap_pages (job_id, place, url, status, title, links, broken_links)
      select s.job_id, s.seq, r.step_key, r.status, r.title, r.links, r.broken_links
      from jsonb_to_recordset(${rows}::jsonb)
        as r(step_key text, status int, title text, links int, broken_links jsonb)
      ${finishedNow(context)}
      on conflict (job_id, place) do update set status = excluded.status, title = excluded.title,
        links = excluded.links, broken_links = excluded.broken_links, created_at = excluded.created_at`,
  ];
}

/** Pages in the order of the sitemap, behind a place. */
export async function pagesOf(db: Database, jobId: string, place: { after: string | null; limit: number }) {
  const { rows } = await db.execute(sql`select place, url, status, title, links, broken_links
    from sitemap_pages where job_id = ${jobId} and place > ${numberedPlace(place.after, -1)}
    order by place limit ${place.limit + 1}`);
  const shown = z.array(row).parse(rows).slice(0, place.limit);
  const next = rows.length > shown.length ? String(shown.at(-1)?.place) : null;
  return { items: shown.map(({ place: _, ...page }) => page), next };
}

export const reportSchema = z.record(z.string(), z.int());

export async function reportOn(db: Database, jobId: string): Promise<z.infer<typeof reportSchema>> {
  const { rows } = await db.execute(sql`select count(*)::int as pages,
      count(*) filter (where status between 300 and 399)::int as redirects,
      count(*) filter (where status >= 400)::int as refusals,
      count(*) filter (where status = 200 and title is null)::int as pages_without_title,
      coalesce(sum(jsonb_array_length(broken_links)), 0)::int as broken_links
    from sitemap_pages where job_id = ${jobId}`);
  return reportSchema.parse(rows[0]);
}

/** Pages go after `days`; reports stay as long as their jobs. A day's deletions are bounded. */
export const sitemapRetention =
  (days: number): Retention =>
  async ({ db }) => {
    const { rows } = await db.execute(sql`with gone as (
        delete from sitemap_pages where (job_id, place) in (
          select job_id, place from sitemap_pages where created_at < now() - ${days} * interval '1 day'
          order by created_at limit 50000
        ) returning 1
      ) select count(*)::int as count from gone`);
    return { sitemap_pages_deleted: countOf(rows) };
  };
