import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { steps } from '../../jobs/db-schema.ts';
import { profileFindings, profilePosts, profileReports } from '../db-schema.ts';
import { type Gathered, inOrder, type ReadProfile } from '../gathered.ts';
import { profileSchema } from '../report/profile-json.ts';
import { assembleReport, keptReportSchema, type Report } from '../report/report.ts';
import { unpackPosts } from './packed-posts.ts';

const countsSchema = z.record(z.string(), z.number());

function add(sum: Record<string, number>, more: unknown): void {
  for (const [reason, times] of Object.entries(countsSchema.parse(more))) {
    sum[reason] = (sum[reason] ?? 0) + times;
  }
}

/** The posts a job has read, until they are deleted. */
export async function postsOf(db: Database, jobId: string): Promise<Gathered> {
  const pages = await db
    .select({ posts: profilePosts.posts, skipped: profilePosts.skipped, changed: profilePosts.changed })
    .from(profilePosts)
    .where(eq(profilePosts.jobId, jobId))
    .orderBy(asc(profilePosts.page));
  const skipped: Record<string, number> = {};
  const changed: Record<string, number> = {};
  for (const page of pages) {
    add(skipped, page.skipped);
    add(changed, page.changed);
  }
  const posts = (await Promise.all(pages.map((page) => unpackPosts(page.posts)))).flat();
  return { posts: inOrder(posts), pages: pages.length, skipped, changed };
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
