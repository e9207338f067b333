import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inSlices } from '../../core/slices.ts';
import type { Database } from '../../db/client.ts';
import { steps } from '../../jobs/db-schema.ts';
import { profileFindings, profileReports } from '../db-schema.ts';
import { type Gathered, inOrder, type ReadProfile } from '../gathered.ts';
import type { Post } from '../networks/social.ts';
import { profileSchema } from '../report/profile-json.ts';
import { assembleReport, keptReportSchema, type Report } from '../report/report.ts';
import { unpackPosts } from './packed-posts.ts';

const countsSchema = z.record(z.string(), z.number());

const incompleteSchema = z.array(z.string());

function add(sum: Record<string, number>, more: unknown): void {
  for (const [reason, times] of Object.entries(countsSchema.parse(more))) {
    sum[reason] = (sum[reason] ?? 0) + times;
  }
}

/** Packed pages read at once: an answer of Neon has at most 64 MB. */
const BYTES_AT_ONCE = 4_000_000;

const pageSchema = z.object({
  page: z.int(),
  posts: z.string(),
  skipped: countsSchema,
  changed: countsSchema,
});

/** The pages after one, as many as are read at once: one at least. */
async function pagesAfter(db: Database, jobId: string, page: number): Promise<z.infer<typeof pageSchema>[]> {
  const { rows } = await db.execute(sql`select page, posts, skipped, changed
    from (
      select *, sum(octet_length(posts)) over (order by page) - octet_length(posts) as before
      from profile_posts where job_id = ${jobId} and page > ${page}::int
    ) as later
    where before < ${BYTES_AT_ONCE}::int order by page`);
  return z.array(pageSchema).parse(rows);
}

/**
 * The posts a job has read, until they are deleted. One that several pages have counts as `repeated`.
 * @param keep makes what is held of a post
 */
export async function postsOf(
  db: Database,
  jobId: string,
  keep: (post: Post) => Post = (post) => post,
): Promise<Gathered> {
  const [skipped, changed]: [Record<string, number>, Record<string, number>] = [{}, {}];
  const read: Post[] = [];
  let pages = 0;
  for (let last = -1; ; ) {
    const found = await pagesAfter(db, jobId, last);
    for (const page of found) {
      add(skipped, page.skipped);
      add(changed, page.changed);
      for (const post of await unpackPosts(page.posts)) read.push(keep(post));
    }
    pages += found.length;
    const end = found.at(-1)?.page;
    if (end === undefined) break;
    last = end;
  }
  const posts = await inSlices(inOrder(read));
  if (posts.length < read.length) add(skipped, { repeated: read.length - posts.length });
  return { posts, pages, skipped, changed };
}

export interface StoredProfile extends ReadProfile {
  /** Null until the last stage writes it. */
  report: Report | null;
}

function toStored(
  row: typeof profileReports.$inferSelect,
  found: readonly (typeof profileFindings.$inferSelect)[],
): StoredProfile {
  const profile = profileSchema.parse(row.profile);
  const findings = new Map(found.map(({ name, findings: of }) => [name, of]));
  return {
    platform: row.platform,
    profileId: row.profileId,
    profile,
    asOf: row.asOf?.toISOString() ?? null,
    incomplete: incompleteSchema.parse(row.incomplete ?? []),
    report:
      row.report === null ? null : assembleReport(keptReportSchema.parse(row.report), profile, findings),
  };
}

/** A job's profile and report; null before its first stage is done. */
export async function profileOf(db: Database, jobId: string): Promise<StoredProfile | null> {
  const [[row], found] = await db.batch([
    db.select().from(profileReports).where(eq(profileReports.jobId, jobId)),
    db.select().from(profileFindings).where(eq(profileFindings.jobId, jobId)),
  ]);
  return row ? toStored(row, found) : null;
}

/** Number of pages that could not be read. */
export async function failedPages(db: Database, jobId: string, stage: number): Promise<number> {
  const failed = and(eq(steps.jobId, jobId), eq(steps.stage, stage), eq(steps.status, 'failed'));
  return db.$count(steps, failed);
}

/** The latest earlier report of the same profile; null if there is none. */
export async function earlierReport(
  db: Database,
  {
    owner,
    platform,
    profileId,
    before,
  }: { owner: string; platform: string; profileId: string; before: string },
): Promise<{ jobId: string; stored: StoredProfile } | null> {
  const [row] = await db
    .select({ jobId: profileReports.jobId })
    .from(profileReports)
    .where(
      and(
        eq(profileReports.owner, owner),
        eq(profileReports.platform, platform),
        eq(profileReports.profileId, profileId),
        sql`${profileReports.jobId} < ${before}`,
        sql`${profileReports.report} is not null`,
      ),
    )
    .orderBy(desc(profileReports.createdAt))
    .limit(1);
  const stored = row && (await profileOf(db, row.jobId));
  return row && stored ? { jobId: row.jobId, stored } : null;
}
