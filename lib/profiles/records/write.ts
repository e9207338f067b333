import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import type { WriteContext } from '../../engine/analyzer.ts';
import { finishedNow } from '../../engine/finished-now.ts';
import type { Profile } from '../networks/social.ts';
import type { KeptReport } from '../report/report.ts';

/** A page of posts, packed. */
export interface PageRecord {
  page: number;
  posts: string;
  count: number;
  skipped: Record<string, number>;
  changed: Record<string, number>;
}

/** Result of the first step: the profile and, if posts are fetched, their first page. */
export interface ProfileRecord {
  platform: string;
  profileId: string;
  profile: Profile;
  /** ISO 8601. */
  asOf: string | null;
  page: PageRecord | null;
  /** Absent for posts of a network. */
  incomplete?: string[];
}

type Keyed<Rec> = { key: string; record: Rec };

/** A later epoch's page replaces an earlier one. */
export function writePages(records: Keyed<PageRecord>[], context: WriteContext): SQL[] {
  const rows = jsonText(records.map(({ key, record }) => ({ step_key: key, ...record })));
  return [
    sql`insert into profile_posts (job_id, page, posts, count, skipped, changed)
      select s.job_id, r.page, r.posts, r.count, r.skipped, r.changed
      from jsonb_to_recordset(${rows}::jsonb)
        as r(step_key text, page int, posts text, count int, skipped jsonb, changed jsonb)
      ${finishedNow(context)}
      order by r.page
      on conflict (job_id, page) do update
        set posts = excluded.posts, count = excluded.count, skipped = excluded.skipped,
          changed = excluded.changed, created_at = excluded.created_at`,
  ];
}

/** Inserts the posts that came with a request, in the transaction that creates the job. */
export function insertGiven(jobId: string, { page, posts, count, skipped, changed }: PageRecord): SQL {
  return sql`insert into profile_posts (job_id, page, posts, count, skipped, changed)
    select id, ${page}::int, ${posts}, ${count}::int, ${jsonText(skipped)}::jsonb, ${jsonText(changed)}::jsonb
    from jobs where id = ${jobId}`;
}

export function writeProfiles(records: Keyed<ProfileRecord>[], context: WriteContext): SQL[] {
  const rows = jsonText(
    records.map(({ key, record: { platform, profileId, profile, asOf, incomplete = null } }) => ({
      step_key: key,
      platform,
      profile_id: profileId,
      profile,
      as_of: asOf,
      incomplete,
    })),
  );
  const pages = records.flatMap(({ key, record: { page } }) => (page ? [{ key, record: page }] : []));
  return [
    sql`insert into profile_reports (job_id, owner, platform, profile_id, profile, as_of, incomplete)
      select j.id, j.owner, r.platform, r.profile_id, r.profile, r.as_of, nullif(r.incomplete, 'null'::jsonb)
      from jsonb_to_recordset(${rows}::jsonb)
        as r(step_key text, platform text, profile_id text, profile jsonb, as_of timestamptz, incomplete jsonb)
      ${finishedNow(context)}
      join jobs j on j.id = s.job_id
      on conflict (job_id) do update
        set profile = excluded.profile, as_of = excluded.as_of, incomplete = excluded.incomplete, report = null,
          created_at = excluded.created_at`,
    ...(pages.length > 0 ? writePages(pages, context) : []),
  ];
}

export function writeFindings(records: Keyed<unknown>[], context: WriteContext): SQL[] {
  const rows = jsonText(records.map(({ key, record }) => ({ step_key: key, findings: record })));
  return [
    sql`insert into profile_findings (job_id, name, findings)
      select s.job_id, r.step_key, r.findings
      from jsonb_to_recordset(${rows}::jsonb) as r(step_key text, findings jsonb)
      ${finishedNow(context)}
      on conflict (job_id, name) do update set findings = excluded.findings`,
  ];
}

export function writeReport(records: Keyed<KeptReport>[], context: WriteContext): SQL[] {
  const rows = jsonText(records.map(({ key, record }) => ({ step_key: key, report: record })));
  return [
    sql`update profile_reports p set report = r.report
      from jsonb_to_recordset(${rows}::jsonb) as r(step_key text, report jsonb)
      ${finishedNow(context)}
      where p.job_id = s.job_id`,
  ];
}
