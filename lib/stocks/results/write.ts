import { type SQL, sql } from 'drizzle-orm';
import { isoOrNull } from '../../core/instant.ts';
import { jsonText } from '../../core/json.ts';
import type { WriteContext } from '../../engine/analyzer.ts';
import { finishedNow } from '../../engine/finished-now.ts';
import type { StockAnalysis } from '../analyze.ts';
import type { VerdictNow } from '../bars/verdict-now.ts';
import { writeChanges } from '../changes/write.ts';
import type { OtherListing } from '../listing/other-listing.ts';
import type { Liquidity } from '../money/liquidity.ts';
import type { Money } from '../money/money-schema.ts';
import { type PlanRecord, writePlans } from '../record/write-plans.ts';
import { symbolOf } from '../symbols.ts';
import { packFigures } from './figures.ts';
import type { PackedBars } from './packed-bars.ts';

/** What a finished step writes to the tables. */
export interface StockRecord extends PlanRecord {
  /** What else the symbol can mean. */
  others: OtherListing[];
  /** How the symbol was read, if it can mean another security. */
  note: string | null;
  /** The verdict by a bar that is not finished, if it was left out. */
  now: VerdictNow | null;
  money: Liquidity & { details: Money };
  packed: PackedBars;
}

interface Keyed {
  key: string;
  record: StockRecord;
}

/** Other keys of the same commit that came to the ticker; null if there are none. */
function alsoAskedFor({ key, record: { ticker } }: Keyed, records: readonly Keyed[]): string[] | null {
  const others = records.filter((other) => other.record.ticker === ticker && other.key !== key);
  return others.length === 0 ? null : others.map((other) => other.key);
}

/** Fractions have a column of their own: older code reads `shares` as a whole number. */
function sharesOf(plan: StockAnalysis['plan']) {
  const shares = plan?.shares ?? null;
  if (shares === null || Number.isInteger(shares)) return { shares, quantity: null };
  return { shares: Math.floor(shares), quantity: shares };
}

function resultRow({ key, record }: Keyed, records: readonly Keyed[]) {
  const { analysis, ticker, data, rated, money } = record;
  const { plan, groups } = analysis;
  return {
    step_key: key,
    ticker,
    symbol: symbolOf(ticker),
    name: data.listing.name,
    exchange: data.listing.exchange,
    also_asked_for: alsoAskedFor({ key, record }, records),
    symbol_note: record.note,
    other_listings: record.others,
    currency: data.bars.currency,
    verdict: analysis.verdict,
    rating: analysis.rating,
    score: analysis.score,
    moving_averages: groups.moving_averages,
    oscillators: groups.oscillators,
    close: analysis.close,
    entry: plan?.entry ?? null,
    stop: plan?.stop ?? null,
    target: plan?.target ?? null,
    risk_reward: plan?.riskReward ?? null,
    ...sharesOf(plan),
    shares_bound_by: plan?.limitedBy ?? null,
    shares_reason: plan?.sharesReason ?? null,
    volume: money.volume,
    turnover: money.turnover,
    no_plan_reason: analysis.noPlanReason,
    votes: analysis.votes,
    votes_version: analysis.votesVersion,
    figures: packFigures(analysis.values, analysis.context),
    bars: analysis.barCount,
    dropped_bars: data.bars.dropped,
    as_of: analysis.asOf,
    data_source: data.source,
    provenance: data.provenance,
    stale: data.stale,
    strategy: analysis.strategy,
    entry_reason: plan?.entryReason.code ?? null,
    time_limit_bars: plan?.timeLimitBars ?? null,
    evidence: analysis.evidence[0]?.finding ?? null,
    interval: rated.interval,
    bar: rated.bar,
    bar_until: isoOrNull(rated.until),
    listing_stale_since: rated.listingStaleSince,
  };
}

/** The columns written for a record, with their types. */
const COLUMNS = {
  step_key: 'text',
  symbol: 'text',
  name: 'text',
  exchange: 'text',
  also_asked_for: 'text[]',
  symbol_note: 'text',
  other_listings: 'jsonb',
  currency: 'text',
  verdict: 'text',
  rating: 'float8',
  score: 'float8',
  moving_averages: 'float8',
  oscillators: 'float8',
  close: 'float8',
  entry: 'float8',
  stop: 'float8',
  target: 'float8',
  risk_reward: 'float8',
  shares: 'bigint',
  quantity: 'float8',
  shares_bound_by: 'text',
  shares_reason: 'text',
  volume: 'float8',
  turnover: 'float8',
  no_plan_reason: 'text',
  votes: 'smallint[]',
  votes_version: 'smallint',
  figures: 'float8[]',
  bars: 'int',
  dropped_bars: 'int',
  as_of: 'date',
  data_source: 'text',
  provenance: 'text',
  stale: 'boolean',
  strategy: 'text',
  entry_reason: 'text',
  time_limit_bars: 'smallint',
  evidence: 'text',
  interval: 'text',
  bar: 'text',
  bar_until: 'timestamptz',
  listing_stale_since: 'date',
} satisfies Record<Exclude<keyof ReturnType<typeof resultRow>, 'ticker'>, string>;

/** Quoted: `interval` is a word of SQL. */
const quoted = (name: string) => `"${name}"`;
const NAMES = Object.keys(COLUMNS).map(quoted);
const names = sql.raw(NAMES.join(', '));
const fromRecord = sql.raw(NAMES.map((name) => `r.${name}`).join(', '));
const types = sql.raw(
  Object.entries(COLUMNS)
    .map(([name, type]) => `${quoted(name)} ${type}`)
    .join(', '),
);
/** Of keys that came to one ticker in several commits, the row has the last, and names the others. */
const MERGED = `(select array_agg(distinct k order by k)
  from unnest(array[stock_results.step_key] || stock_results.also_asked_for || excluded.also_asked_for) k
  where k <> excluded.step_key)`;
const replaced = sql.raw(
  [...NAMES, 'started_at', 'completed_at', 'analysis_source']
    .map((name) => `${name} = ${name === 'also_asked_for' ? MERGED : `excluded.${name}`}`)
    .join(', '),
);

/** Writes the evidence and data quality, kept apart from the table that lists read. */
function writeEvidence(records: { record: StockRecord }[], finished: SQL, jobId: string): SQL {
  const rows = jsonText(
    records.map(({ record: { ticker, analysis, data, now, money } }) => ({
      ticker,
      evidence: analysis.evidence,
      data_quality: data.quality,
      verdict_now: now,
      money: money.details,
    })),
  );
  return sql`insert into stock_evidence (job_id, ticker, evidence, data_quality, verdict_now, money)
    select distinct on (r.ticker) t.job_id, r.ticker, r.evidence, r.data_quality, r.verdict_now, r.money
    from jsonb_to_recordset(${rows}::jsonb) as r(ticker text, evidence jsonb, data_quality jsonb,
      verdict_now jsonb, money jsonb)
    join stock_results t on t.job_id = ${jobId} and t.ticker = r.ticker
    ${finished}
    order by r.ticker
    on conflict (job_id, ticker) do update set evidence = excluded.evidence, data_quality = excluded.data_quality,
      verdict_now = excluded.verdict_now, money = excluded.money`;
}

/** Writes the trades that are pooled over symbols. */
function writeTradeCells(records: { record: StockRecord }[], finished: SQL, jobId: string): SQL {
  const rows = records.flatMap(({ record: { ticker, analysis } }) =>
    analysis.tradeCells.map((cells) => ({ ticker, ...cells })),
  );
  return sql`insert into stock_trade_cells (job_id, ticker, strategy, month, bucket, trades, wins, result, separate)
    select distinct on (r.ticker, r.strategy)
      t.job_id, r.ticker, r.strategy, r.month, r.bucket, r.trades, r.wins, r.result, r.separate
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(ticker text, strategy text, month smallint[],
      bucket smallint[], trades smallint[], wins smallint[], result int[], separate smallint[])
    join stock_results t on t.job_id = ${jobId} and t.ticker = r.ticker
    ${finished}
    order by r.ticker, r.strategy
    on conflict (job_id, ticker, strategy) do update set month = excluded.month, bucket = excluded.bucket,
      trades = excluded.trades, wins = excluded.wins, result = excluded.result, separate = excluded.separate`;
}

/**
 * Writes the results, evidence, bars, plans and changes of the steps that this commit finished. A later epoch replaces
 * the job’s earlier result; two keys that resolved to one ticker leave one row.
 */
export function writeStocks(records: Keyed[], { jobId, token }: WriteContext): SQL[] {
  const finished = sql`join steps s on s.job_id = t.job_id and s.key = t.step_key and s.finished_by = ${token}`;
  const results = JSON.stringify(records.map((each) => resultRow(each, records)));
  const raw = JSON.stringify(records.map(({ record: { ticker, packed } }) => ({ ticker, ...packed })));
  return [
    sql`insert into stock_results (job_id, owner, ticker, analysis_source, started_at, completed_at, ${names})
      select distinct on (r.ticker) j.id, j.owner, r.ticker, j.source, s.started_at, s.completed_at, ${fromRecord}
      from jsonb_to_recordset(${results}::jsonb) as r(ticker text, ${types})
      join jobs j on j.id = ${jobId}
      ${finishedNow({ jobId, token })}
      order by r.ticker, r.step_key
      on conflict (job_id, ticker) do update set ${replaced}`,
    sql`insert into stock_raw (job_id, ticker, bars, bytes)
      select distinct on (r.ticker) t.job_id, r.ticker, r.data, r.bytes
      from jsonb_to_recordset(${raw}::jsonb) as r(ticker text, data text, bytes int)
      join stock_results t on t.job_id = ${jobId} and t.ticker = r.ticker
      ${finished}
      order by r.ticker
      on conflict (job_id, ticker) do update set bars = excluded.bars, bytes = excluded.bytes, created_at = excluded.created_at`,
    writeEvidence(records, finished, jobId),
    writeTradeCells(records, finished, jobId),
    ...writePlans(records, { jobId, token }),
    ...writeChanges(records, { jobId, token }),
  ];
}
