import type { DailyBars } from '../market/market.ts';
import { mondayOf, tradingWeekdays } from '../market/trading-days.ts';

/** A half-open range of daily bars. */
interface Week {
  from: number;
  to: number;
}

function weeksOf(dates: readonly string[]): Week[] {
  const weeks: Week[] = [];
  let monday = '';
  dates.forEach((date, i) => {
    const week = weeks.at(-1);
    if (week && mondayOf(date) === monday) week.to = i + 1;
    else weeks.push({ from: i, to: i + 1 });
    monday = mondayOf(date);
  });
  return weeks;
}

/** Whether the first week may have begun before the bars do: its first trading day is not among them. */
function beginsLate(dates: readonly string[]): boolean {
  const [first] = dates;
  if (first === undefined) return false;
  const weekday = (date: string) => (new Date(Date.parse(date)).getUTCDay() + 6) % 7;
  const days = [...tradingWeekdays(dates)].map((day) => (day + 6) % 7);
  return weekday(first) > Math.min(...days);
}

/**
 * Bars of ISO weeks in the exchange's time zone, made from daily ones: the first open, the highest high, the lowest
 * low, the last close, the sums of volume and dividends. A week is dated by its last day with a bar. A first week that
 * may lack days is left out; the last one may be under way.
 */
export function weeklyBars(daily: DailyBars): DailyBars {
  const weeks = weeksOf(daily.dates).slice(beginsLate(daily.dates) ? 1 : 0);
  const column = (values: Float64Array, of: (days: Float64Array) => number) =>
    Float64Array.from(weeks, ({ from, to }) => of(values.subarray(from, to)));
  const sum = (days: Float64Array) => days.reduce((total, day) => total + day, 0);
  return {
    ...daily,
    dates: weeks.map(({ to }) => daily.dates[to - 1] ?? ''),
    open: column(daily.open, (days) => days[0] ?? Number.NaN),
    high: column(daily.high, (days) => Math.max(...days)),
    low: column(daily.low, (days) => Math.min(...days)),
    close: column(daily.close, (days) => days.at(-1) ?? Number.NaN),
    volume: column(daily.volume, sum),
    dividends: column(daily.dividends, sum),
  };
}
