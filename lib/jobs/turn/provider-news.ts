import { type SQL, sql } from 'drizzle-orm';
import type { Part } from '../../db/stored-statement.ts';
import { UNLIMITED } from '../provider-db-schema.ts';

/** So many timeouts in a row are a refusal. */
const SILENT_LIMIT = 3;
/** The first pause where the provider names none, and the longest, in milliseconds; each next one is twice as long. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 900_000;
/** The longest pause that a provider can ask for. */
const LONGEST_ASKED_MS = 86_400_000;

/**
 * CTE `o`: what the slice `said`, with its silences judged. Several in a row, or one while the provider is paused,
 * are a refusal (`refuses`). Steps that were on their way when the pause began are given back uncharged; the silence
 * of a probe costs its step an attempt, so that a step which is never answered ends. A refusal until after the job's
 * deadline fails its step at once: nothing would come of waiting. The provider keeps what was `heard` of it alone.
 */
export const outcomesOf = (jobId: SQL): SQL => sql`o as (
    select d.key, d.token, s.place, d.output, d.code, d.suspect, d.delay_ms, d.silent, d.after_ms,
      d.message as heard, d.message || case when w.late then ' That is after the deadline of this job.' else '' end as message,
      d.result = 'refused' or w.paused or w.begins as refuses,
      case when w.late then 'failed' when w.begins or (w.paused and s.started_at < p.paused_until) then 'refused' else d.result end as result
    from said d cross join j left join lateral (
        select ctid as place, stage, provider, started_at from steps where job_id = ${jobId} and key = d.key offset 0) s on true
      left join providers p on p.name = coalesce(s.provider, j.stages -> s.stage::int ->> 'provider')
      cross join lateral (select coalesce(d.silent and p.pauses > 0, false) as paused,
        coalesce(d.silent and p.pauses = 0 and p.timeouts + (select count(*) from said x where x.silent)
          >= ${SILENT_LIMIT}::int, false) as begins,
        coalesce(d.result = 'refused' and clock_timestamp() + d.after_ms * interval '1 ms' > j.deadline_at, false)
          as late) w
  )`;

/** CTE `o` where all is done and no provider is heard of: what the slice `said`. */
export const plainOutcomesOf = (jobId: SQL): SQL => sql`o as (
    select d.*, s.place, d.message as heard, false as refuses
    from said d cross join lateral (select ctid as place from steps where job_id = ${jobId} and key = d.key offset 0) s
  )`;

/** Whether a stage of the job has a provider. */
export const hasProviders = (jobId: SQL): SQL => sql`exists (
    select 1 from jobs where id = ${jobId} and stages @? '$[*] ? (@.provider != null)')`;

/** Leaves for `seenStatement` how many steps the commit has ended. */
const ENDED = sql`set_config('unstuck.ended', (select count(*) from settled where status in ('done', 'failed'))::text, true)`;

/** Of this transaction, 0 where its commit found no job. */
export const ENDED_COUNT = sql`coalesce(nullif(current_setting('unstuck.ended', true), ''), '0')::int`;

/** CTE in place of `NOTED` where no provider is heard of. */
export const NO_NEWS: SQL = sql`noted as materialized (
    select set_config('unstuck.provider_news', '[]', true), ${ENDED} from j
  )`;

/**
 * CTE behind `settled`: leaves what was committed for `providerNewsStatement` of the same transaction, which comes
 * after the analyzer's writes: the provider's row is the last that a turn locks.
 */
export const NOTED: SQL = sql`noted as materialized (
    select set_config('unstuck.provider_news', coalesce((select jsonb_agg(x) from (
      select provider as name,
        max(started_at) filter (where result in ('done', 'failed') and not silent) as answered,
        max(started_at) filter (where refuses) as refused,
        count(*) filter (where silent) as silences,
        max(after_ms) filter (where refuses) as after_ms,
        (array_agg(code) filter (where refuses))[1] as code,
        (array_agg(case when silent then 'It did not answer several times in a row.' else heard end)
          filter (where refuses))[1] as message,
        avg(extract(epoch from clock_timestamp() - started_at) * 1000) filter (where result = 'done') as took_ms
      from settled where provider is not null group by provider
    ) x)::text, '[]'), true), ${ENDED}
  )`;

/** Whether the commit of this transaction found its job: if not, no row is locked, and nothing is to be claimed. */
export const COMMITTED = sql.raw(`(coalesce(current_setting('unstuck.provider_news', true), '') <> '')`);

/** Whether the commit of this transaction heard of no provider. */
const HEARD_NOTHING = sql.raw(`(coalesce(current_setting('unstuck.provider_news', true), '') in ('', '[]'))`);

/** Empty where the commit did nothing. */
const NEWS = sql`coalesce(nullif(current_setting('unstuck.provider_news', true), ''), '[]')::jsonb`;

/** A provider that was given no limits gets a row with its first refusal: what is refused must be paused. */
function unlimitedProvidersStatement(): SQL {
  return sql`insert into providers (name, max_in_flight)
    select x ->> 'name', ${UNLIMITED}::int from jsonb_array_elements(${NEWS}) x where x ->> 'refused' is not null
    order by 1 on conflict (name) do nothing returning name`;
}

/** Locks the providers that this turn tells or claims from, in one order. */
function lockProvidersStatement(jobId: SQL): SQL {
  return sql`select name from providers
    where name = (select stages -> stage::int ->> 'provider' from jobs where id = ${jobId})
      or name in (select x ->> 'name' from jsonb_array_elements(${NEWS}) x)
    order by name for update`;
}

/**
 * Tells the providers what this turn's steps met. A refusal, or several silences in a row, pause one until its
 * `Retry-After`, else for a time that doubles; those of steps begun before the pause belong to the same one. An
 * answer to a step begun after the pause opens it again.
 */
function providerNewsStatement(): SQL {
  const refusedAgain = sql`(n.refused > coalesce(p.paused_at, '-infinity'))`;
  const opened = sql`(n.answered >= p.paused_until and n.refused is null)`;
  // `least` leaves out nulls.
  const asked = sql`least(coalesce(n.after_ms, 0), ${LONGEST_ASKED_MS}::int)`;
  return sql`update providers p set
      pauses = case when ${refusedAgain} then p.pauses + 1 when ${opened} then 0 else p.pauses end,
      timeouts = case when n.answered is not null or n.refused is not null then 0 else p.timeouts + n.silences end,
      paused_at = case when ${refusedAgain} then clock_timestamp() when ${opened} then null else p.paused_at end,
      paused_until = case
        when ${refusedAgain} then clock_timestamp() + interval '1 ms' * case
          when n.after_ms is not null and p.pauses = 0 then ${asked}
          else greatest(${asked},
            least(${LONGEST_PAUSE_MS}::int, ${FIRST_PAUSE_MS}::int * 2 ^ least(p.pauses, 10))) end
        when n.after_ms is not null then greatest(p.paused_until,
          clock_timestamp() + ${asked} * interval '1 ms')
        when ${opened} then null else p.paused_until end,
      pause_code = case when n.refused is not null then n.code when ${opened} then null else p.pause_code end,
      pause_message = case when n.refused is not null then n.message when ${opened} then null else p.pause_message end,
      step_ms = case when n.took_ms is null then p.step_ms else coalesce(p.step_ms * 0.8 + n.took_ms * 0.2, n.took_ms) end
    from jsonb_to_recordset(${NEWS}) as n(name text, answered timestamptz,
      refused timestamptz, silences int, after_ms float8, code text, message text, took_ms float8)
    where p.name = n.name returning p.name`;
}

/** What a turn does with providers before it claims: three statements. */
export const providerParts = (jobId: SQL): Part[] => [
  { when: HEARD_NOTHING, eased: null, otherwise: unlimitedProvidersStatement() },
  {
    when: sql`${HEARD_NOTHING} and not ${hasProviders(jobId)}`,
    eased: null,
    otherwise: lockProvidersStatement(jobId),
  },
  { when: HEARD_NOTHING, eased: null, otherwise: providerNewsStatement() },
];
