import { staleSince } from '../market/listing.ts';
import type { DailyBars, MarketData } from '../market/market.ts';
import { planBlock } from '../plan/blocked.ts';
import type { NoPlanReason } from '../plan/plan.ts';
import type { BarChoice } from './bar-options.ts';
import type { Interval } from './intervals.ts';
import { type LastBarState, lastBarState } from './last-bar.ts';
import { weeklyBars } from './weekly.ts';
import { withoutLast } from './without-last.ts';

/** What is rated of the bars that were read, and what forbids a plan. */
export interface BarsToRate extends LastBarState {
  interval: Interval;
  /** Verdict, plan and evidence are of these. */
  bars: DailyBars;
  /** The same with the unfinished bar, if that was left out; else null. */
  present: DailyBars | null;
  /** Date of the last bar of a listing that has stopped trading, else null. */
  listingStaleSince: string | null;
  /** Null if a plan may be made. */
  blocked: NoPlanReason | null;
}

/** Chooses the last finished bar unless the latest was asked for, and makes weekly bars if asked for. */
export function barsToRate(data: MarketData, choice: BarChoice): BarsToRate {
  const interval = choice.interval ?? '1d';
  const all = interval === '1wk' ? weeklyBars(data.bars) : data.bars;
  const state = lastBarState(data, interval);
  const leaveOut = state.bar === 'unfinished' && choice.bar !== 'latest';
  const bars = leaveOut ? withoutLast(all) : all;
  const listingStaleSince = staleSince(data.bars.dates, data.day?.today ?? null);
  const blocked = planBlock({ dates: bars.dates, jumps: data.quality.jumps ?? [], listingStaleSince });
  return { ...state, interval, bars, present: leaveOut ? all : null, listingStaleSince, blocked };
}
