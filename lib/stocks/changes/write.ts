import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import type { WriteContext } from '../../engine/analyzer.ts';
import { finishedNow } from '../../engine/finished-now.ts';
import { symbolOf } from '../symbols.ts';
import { type Analyzed, statesOf } from './kinds.ts';
import { latestBars } from './latest-bars.ts';
import { TOUCHED } from './touched.ts';

interface Finished {
  key: string;
  record: Analyzed;
}

/** What a result is compared by: results of different feeds are of different prices. */
function keyRow({ key, record: { ticker, analysis, data, rated } }: Finished) {
  const feed = data.stale ? data.source : 'live';
  return { step_key: key, ticker, strategy: analysis.strategy, interval: rated.interval, feed };
}

function row(finished: Finished) {
  const { ticker, analysis, data, rated } = finished.record;
  const { plan } = analysis;
  return {
    ...keyRow(finished),
    symbol: symbolOf(ticker),
    data_source: data.source,
    as_of: analysis.asOf,
    states: statesOf(finished.record),
    splits: rated.bars.splits,
    entry: plan?.entry ?? null,
    stop: plan?.stop ?? null,
    target: plan?.target ?? null,
    plan_bars: plan?.timeLimitBars ?? null,
    ...latestBars(rated.bars),
  };
}

const KEY = sql.raw('owner, ticker, strategy, interval, feed');
const KEY_TYPES = sql.raw('step_key text, ticker text, strategy text, interval text, feed text');

/** Makes the baselines that are missing. In one order, or two jobs of an owner could wait for each other. */
function begin(records: Finished[], context: WriteContext): SQL {
  return sql`insert into stock_baselines (${KEY})
    select distinct j.owner, r.ticker, r.strategy, r.interval, r.feed
    from jsonb_to_recordset(${jsonText(records.map(keyRow))}::jsonb) as r(${KEY_TYPES})
    join jobs j on j.id = ${context.jobId}
    ${finishedNow(context)}
    order by 1, 2, 3, 4, 5
    on conflict do nothing`;
}

/** Columns of a change of `d`: kind, labels before and after, day, price, ratio. */
const DIFFERENCES = sql`lateral (
    select key as kind, d.was ->> key as was, value as becomes, d.as_of as day, null::float8 as level, null::float8 as ratio
    from jsonb_each_text(d.states) where d.was ->> key <> value
    union all select 'split', null, null, s.date, null, s.ratio
    from jsonb_to_recordset(d.splits) as s(date date, ratio float8) where s.date > d.splits_until
    union all select 'entry_touched', null, null, d.now_entered_on, d.at_entry, null
    where d.entered_on is null and d.now_entered_on is not null
    union all select 'stop_touched', null, null, d.stop_on, d.at_stop, null where d.stop_on is not null
    union all select 'target_touched', null, null, d.target_on, d.at_target, null where d.target_on is not null
  ) c`;

/**
 * Tells the differences and moves the baselines. A result that is not later than its baseline tells nothing and moves
 * nothing, so a turn that is sent again after others have followed does no harm.
 */
function tell(records: Finished[], context: WriteContext): SQL {
  const { jobId } = context;
  const lastSplit = sql`(select max(s.date) from jsonb_to_recordset(d.splits) as s(date date))`;
  const kept = (column: string, fresh: SQL) =>
    sql`${sql.raw(column)} = case when d.follows then b.${sql.raw(column)} else ${fresh} end`;
  return sql`with f as materialized (
    select distinct on (r.ticker) j.owner, j.epoch, s.completed_at, r.*
    from jsonb_to_recordset(${jsonText(records.map(row))}::jsonb) as r(${KEY_TYPES}, symbol text, data_source text,
      as_of date, states jsonb, splits jsonb, entry float8, stop float8, target float8, plan_bars smallint,
      dates date[], opens float8[], highs float8[], lows float8[], factors float8[])
    join jobs j on j.id = ${jobId}
    ${finishedNow(context)}
    order by r.ticker, r.step_key
  ), held as (
    select b.* from stock_baselines b join f using (${KEY}) order by ${KEY} for update of b
  ), d as materialized (
    select ${KEY}, f.epoch, f.completed_at, f.symbol, f.data_source, f.as_of, f.states, f.splits, f.entry, f.stop,
      f.target, f.plan_bars, b.job_id as from_job_id, b.as_of as from_as_of, b.completed_at as from_completed_at,
      b.states as was, b.splits_until, b.plan_as_of, b.entered_on, w.entry as at_entry, w.stop as at_stop,
      w.target as at_target, w.entered_on as now_entered_on, w.stop_on, w.target_on, coalesce(w.follows, false) as follows
    from f join held b using (${KEY}) left join ${TOUCHED} on true
    where b.completed_at is null or (f.as_of, f.completed_at) > (b.as_of, b.completed_at)
  ), told as (
    insert into stock_changes (id, owner, ticker, symbol, strategy, interval, data_source, kind, was, becomes,
      happened_on, level, plan_as_of, ratio, from_job_id, from_as_of, job_id, epoch, as_of)
    select 'chg_' || md5(jsonb_build_array(${KEY}, c.kind, c.day, d.from_completed_at)::text),
      owner, ticker, symbol, strategy, interval, data_source, c.kind, c.was, c.becomes, c.day, c.level,
      case when c.level is not null then d.plan_as_of end, c.ratio, d.from_job_id, d.from_as_of, ${jobId}, d.epoch, d.as_of
    from d cross join ${DIFFERENCES}
    where d.from_completed_at is not null
    on conflict (id) do nothing
  )
  update stock_baselines b set job_id = ${jobId}, as_of = d.as_of, completed_at = d.completed_at,
    states = b.states || d.states, splits_until = greatest(coalesce(b.splits_until, d.as_of), ${lastSplit}),
    ${kept('plan_as_of', sql`case when d.entry is not null then d.as_of end`)}, ${kept('plan_entry', sql`d.entry`)},
    ${kept('plan_stop', sql`d.stop`)}, ${kept('plan_target', sql`d.target`)},
    ${kept('plan_bars', sql`d.plan_bars`)}, entered_on = case when d.follows then d.now_entered_on end
  from d where (b.owner, b.ticker, b.strategy, b.interval, b.feed) = (d.owner, d.ticker, d.strategy, d.interval, d.feed)`;
}

/**
 * Statements that compare the results of the steps which this commit finished with the owner's last ones of the same
 * ticker, strategy and interval.
 */
export function writeChanges(records: Finished[], context: WriteContext): SQL[] {
  return [begin(records, context), tell(records, context)];
}
