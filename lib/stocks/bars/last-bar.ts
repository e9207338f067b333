import type { MarketData } from '../market/market.ts';
import { lastTradingDay, mondayOf, tradingWeekdays } from '../market/trading-days.ts';
import { zonedTime } from '../market/zoned-time.ts';
import type { Interval } from './intervals.ts';

/** Whether the last bar can still change. */
export interface LastBarState {
  bar: 'finished' | 'unfinished';
  /** When it becomes final, Unix milliseconds; null if it is, or if the data end within its week for good. */
  until: number | null;
}

const FINISHED: LastBarState = { bar: 'finished', until: null };

/** A week ends with its last trading day; where that is a holiday, when that day is over. */
function lastWeek({ bars, day }: MarketData): LastBarState {
  const last = bars.dates.at(-1) ?? '';
  const end = lastTradingDay(mondayOf(last), tradingWeekdays(bars.dates));
  const today = day?.today ?? last;
  const underWay = (last < end && today <= end) || day?.unfinishedUntil != null;
  if (!underWay) return FINISHED;
  return { bar: 'unfinished', until: day && zonedTime(day.timeZone, end, day.closesAt) };
}

/** State of the last bar of an interval, as it was when the bars were read. */
export function lastBarState(data: MarketData, interval: Interval): LastBarState {
  if (interval === '1wk') return lastWeek(data);
  const until = data.day?.unfinishedUntil ?? null;
  return until === null ? FINISHED : { bar: 'unfinished', until };
}
