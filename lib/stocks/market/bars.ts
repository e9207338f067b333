import { createFindings, type Findings } from './findings.ts';
import { inspect } from './inspect.ts';
import { jumpsIn } from './jumps.ts';
import type { DailyBars, Split } from './market.ts';
import { withoutPhantoms } from './phantom-rows.ts';
import type { DataQuality } from './quality.ts';
import { type FullRow, type Row, usableRows } from './rows.ts';
import { adjustForSplits } from './splits.ts';

/** A series as received: rows in any order, dates in the exchange's time zone. */
export interface RawSeries {
  ticker: string;
  currency: string;
  rows: readonly Row[];
  dividends?: readonly { date: string; amount: number }[];
  splits?: readonly Split[];
  /** Events that could not be parsed. */
  unreadableEvents?: number;
  /** The exchange's current date, for sources that include the present. */
  today?: string;
}

/** Converts rows to columns and reports their quality. Bad rows are dropped and counted, never repaired. */
export function dailyBars(series: RawSeries): { bars: DailyBars; quality: DataQuality } {
  const findings = createFindings();
  const usable = withoutPhantoms(usableRows(series.rows, findings), findings);
  const { dividends, splits } = eventsOf(series, usable, findings);
  const rows = adjustForSplits(usable, splits, findings);
  inspect(rows, series.today ?? null, findings);
  const { jumps, dates } = jumpsIn(rows, dividends);
  const newest = jumps.at(-1);
  for (const date of dates)
    findings.add('unexplained_jump', date, newest && `${newest.date}: ${newest.text}`);
  const column = (name: 'open' | 'high' | 'low' | 'close' | 'volume') =>
    // Adding 0 turns -0, which JSON would not keep, into 0.
    Float64Array.from(rows, (row) => row[name] + 0);
  const bars: DailyBars = {
    ticker: series.ticker,
    currency: series.currency,
    dates: rows.map((row) => row.date),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
    dividends,
    splits,
    dropped: series.rows.length - rows.length,
  };
  const [from = '', to = ''] = [bars.dates[0], bars.dates.at(-1)];
  const quality = { bars: rows.length, from, to, findings: findings.list() };
  return { bars, quality: jumps.length === 0 ? quality : { ...quality, jumps } };
}

/**
 * Dividends by bar, and splits after the first bar. An event on a day without a bar counts on the next bar. Events
 * outside the bars are ignored: earlier ones change nothing, later ones are not known to have happened.
 */
function eventsOf(series: RawSeries, rows: readonly FullRow[], findings: Findings) {
  const dividends = new Float64Array(rows.length);
  const [first = '', last = ''] = [rows[0]?.date, rows.at(-1)?.date];
  for (let i = 0; i < (series.unreadableEvents ?? 0); i++) findings.add('impossible_event', null);
  const possible = (date: string, value: number) => {
    const fine = value > 0 && value < Number.POSITIVE_INFINITY;
    if (!fine) findings.add('impossible_event', date);
    return fine && date > first && date <= last;
  };
  for (const { date, amount } of series.dividends ?? []) {
    if (!possible(date, amount)) continue;
    const at = rows.findIndex((row) => row.date >= date);
    dividends[at] = (dividends[at] ?? 0) + amount;
  }
  const splits = (series.splits ?? [])
    .filter(({ date, ratio }) => possible(date, ratio))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return { dividends, splits };
}
