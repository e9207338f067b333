import { desc, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jobIdsFrom } from '../core/ids.ts';
import { jsonText } from '../core/json.ts';
import { type JobsContext, query } from './context.ts';
import { jobs } from './db-schema.ts';
import { ALL_JOBS, type JobQuery } from './job-query.ts';
import { keysOf } from './keys.ts';
import { look } from './look.ts';
import { overdueSql, shownStatusSql } from './overdue.ts';
import { seenColumns, toSeen } from './read.ts';
import { JOB_STATUSES, type Job, type JobStatus } from './types.ts';

/** Ids are made by a function's clock, up to 20 s before the database's writes `created_at`. */
const CLOCKS_DIFFER_MS = 300_000;

export interface Page {
  /** Only jobs older than this one. */
  before?: string | undefined;
  limit: number;
}

/** A query of an owner, its prefix resolved. */
export interface Wanted {
  owner: string;
  query: JobQuery;
  keys: readonly string[] | null;
}

const listed = (values: readonly string[]): SQL =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );

const oneOfThese = (column: SQL, values: readonly string[]): SQL => sql`${column} in (${listed(values)})`;

/** Joins of `jobs j` with each of the tags, and with the key if there is one: all are unique, so none doubles a job. */
function joins({ owner, query: { tags }, keys }: Wanted): SQL {
  const byTag = tags.map((tag, i) => {
    const t = sql.raw(`t${i}`);
    return sql` join job_tags ${t} on ${t}.owner = ${owner} and ${t}.tag = ${tag} and ${t}.job_id = j.id`;
  });
  const [key] = keys?.length === 1 ? keys : [];
  const byKey =
    key === undefined
      ? sql``
      : sql` join job_keys k on k.owner = ${owner} and k.key = ${key} and k.job_id = j.id`;
  return sql`${sql.join(byTag)}${byKey}`;
}

/** The id has said nearly the same: counted as a second condition, the planner would expect far too few jobs. */
const uncounted = (condition: SQL): SQL => sql`coalesce(${condition}, false)`;

/** Conditions on `jobs j` but those on status and step keys. */
function conditions({ owner, query: { kinds, since, until } }: Wanted, { before }: Partial<Page>): SQL {
  const where = [sql`j.owner = ${owner}`];
  if (kinds.length > 0) where.push(oneOfThese(sql`j.kind`, kinds));
  if (before !== undefined) where.push(sql`j.id < ${before}`);
  if (since !== null) {
    where.push(sql`j.id >= ${jobIdsFrom(since - CLOCKS_DIFFER_MS)}`);
    where.push(uncounted(sql`j.created_at >= to_timestamp(${since}::float8 / 1000)`));
  }
  if (until !== null) {
    where.push(sql`j.id < ${jobIdsFrom(until + CLOCKS_DIFFER_MS)}`);
    where.push(uncounted(sql`j.created_at < to_timestamp(${until}::float8 / 1000)`));
  }
  return sql.join(where, sql` and `);
}

/** Ids of the newest jobs that also meet a condition: from indexes that are in their order already. */
function newest(wanted: Wanted, page: Page, further: SQL): SQL {
  const { owner, keys } = wanted;
  const rest = sql`${joins(wanted)} where ${conditions(wanted, page)} and ${further}`;
  if (keys === null || keys.length === 1)
    return sql`(select j.id from jobs j${rest} order by j.id desc limit ${page.limit})`;
  return sql`(select distinct each.id from jsonb_array_elements_text(${jsonText(keys)}::jsonb) as named(key)
    cross join lateral (
      select j.id from job_keys of_key join jobs j on j.id = of_key.job_id${rest}
        and of_key.owner = ${owner} and of_key.key = named.key
      order by j.id desc limit ${page.limit}
    ) each order by each.id desc limit ${page.limit})`;
}

/**
 * Each status by itself, since only then an index has its jobs in order. Few jobs have another than `completed`: those
 * are sifted by their own tags, which costs less than a look into `job_tags` for each.
 */
function byStatus({ statuses, tags }: JobQuery): SQL[] {
  if (statuses.length === 0 || statuses.length === JOB_STATUSES.length) return [sql`true`];
  const tagged = sql` and j.tags @> array[${listed(tags)}]::text[]`;
  return statuses.map((status) => {
    const sifted = tags.length > 0 && status !== 'completed';
    return sql`j.status = ${status}${sifted ? tagged : sql``}`;
  });
}

/** Statuses that a job may end with at its deadline. */
const OF_OVERDUE: ReadonlySet<JobStatus> = new Set(['failed', 'completed_with_errors', 'completed']);

/** Jobs that are overdue and belong on the page once they have ended. */
function overdueOf({ statuses }: JobQuery): SQL[] {
  const ended = statuses.filter((status) => OF_OVERDUE.has(status));
  if (ended.length === 0) return [];
  // now() as well: a condition of an index must be stable.
  return [
    sql`j.status in ('queued', 'processing') and j.deadline_at <= now() and ${overdueSql('j')}
      and ${oneOfThese(shownStatusSql('j'), ended)}`,
  ];
}

/** @param leaveOut leaves out what is overdue. */
function idsStatement(wanted: Wanted, page: Page, leaveOut: boolean): SQL {
  const shown = byStatus(wanted.query).map((of) => (leaveOut ? sql`${of} and not ${overdueSql('j')}` : of));
  const arms = [...shown, ...(leaveOut ? [] : overdueOf(wanted.query))].map((of) => newest(wanted, page, of));
  const found = sql.join(arms, sql` union all `);
  return arms.length === 1
    ? found
    : sql`(select id from (${found}) as found order by id desc limit ${page.limit})`;
}

/**
 * A page of an owner's jobs, newest first; ids sort by creation time.
 * @throws Refusal `invalid_input` if a prefix stands for too many keys; `database_unavailable`.
 */
export async function findJobs(
  context: JobsContext,
  owner: string,
  { before, limit, ...given }: Partial<JobQuery> & Page,
): Promise<Job[]> {
  const [asked, page] = [
    { ...ALL_JOBS, ...given },
    { before, limit },
  ];
  const keys = await keysOf(context, owner, asked);
  if (keys?.length === 0) return [];
  const wanted = { owner, query: asked, keys };
  const read = async (leaveOut: boolean) => {
    const rows = await context.db
      .select(seenColumns)
      .from(jobs)
      .where(sql`${jobs.id} in ${idsStatement(wanted, page, leaveOut)}`)
      .orderBy(desc(jobs.id));
    return rows.map(toSeen);
  };
  return (await look(context, read, (seen) => seen)).map(({ job }) => job);
}

const countsSchema = z.array(z.object({ status: z.enum(JOB_STATUSES), count: z.number() }));

/** How many of an owner's jobs are meant, by status. @throws Refusal as `findJobs`. */
export async function countJobs(
  context: JobsContext,
  owner: string,
  asked: JobQuery,
): Promise<Partial<Record<JobStatus, number>>> {
  const keys = await keysOf(context, owner, asked);
  if (keys?.length === 0) return {};
  const wanted = { owner, query: asked, keys };
  const rows = await query(context, async () => {
    const counted =
      await context.db.execute(sql`select j.status, count(*)::int as count from jobs j${joins(wanted)}
      where ${conditions(wanted, {})} and ${anyOf(wanted)} group by j.status`);
    return countsSchema.parse(counted.rows);
  });
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

const pickedSchema = z.array(z.object({ id: z.string(), epoch: z.number() }));

/** A page of jobs to act on: as they are, whether overdue or not. @param within a condition on `jobs j`. */
export async function pickJobs(
  context: JobsContext,
  owner: string,
  { before, limit, within, ...asked }: JobQuery & Page & { within: SQL },
): Promise<{ id: string; epoch: number }[]> {
  const keys = await keysOf(context, owner, asked);
  if (keys?.length === 0 || asked.statuses.length === 0) return [];
  const page = { before, limit };
  const arms = byStatus(asked).map((of) =>
    newest({ owner, query: asked, keys }, page, sql`${of} and ${within}`),
  );
  const { rows } = await query(context, () =>
    context.db.execute(sql`select id, epoch from jobs
      where id in (select id from (${sql.join(arms, sql` union all `)}) as found order by id desc limit ${limit})
      order by id desc`),
  );
  return pickedSchema.parse(rows);
}

/** Statuses and several keys as conditions on `jobs j`. */
function anyOf({ owner, query: { statuses }, keys }: Wanted): SQL {
  const ofStatus = statuses.length === 0 ? sql`true` : oneOfThese(sql`j.status`, statuses);
  if (keys === null || keys.length === 1) return ofStatus;
  return sql`${ofStatus} and j.id in
    (select m.job_id from job_keys m where m.owner = ${owner} and ${oneOfThese(sql`m.key`, keys)})`;
}
