// The record worked out anew from bars and plans, without the code that is under test.
import type { DailyBars } from '../../../lib/stocks/market/market.ts';
import type { PlanRow } from './world.ts';

const FEE = 0.001;
const SLIPPAGE = 0.0005;

type Levels = Pick<PlanRow, 'entry' | 'stop' | 'target'>;
interface Outcome {
  state: string;
  bar: number;
  price: number | null;
  result: number | null;
}

const OPEN: Outcome = { state: 'open', bar: -1, price: null, result: null };

const value = (column: ArrayLike<number>, i: number): number => column[i] ?? Number.NaN;

/** The bar on which the order is filled, and the price; null if it is not. */
function fillOf({ open, low }: DailyBars, day: number, entry: number, limit: number) {
  for (let i = day + 1; i <= Math.min(day + limit, open.length - 1); i++) {
    if (value(open, i) <= entry) return { bar: i, price: value(open, i), below: false };
    if (value(low, i) <= entry) return { bar: i, price: entry, below: true };
  }
  return null;
}

/** What ends a position on a bar, and at which price; of the bar that filled it below its open, the stop alone. */
function endOn(bars: DailyBars, i: number, { stop, target }: Levels, stopOnly: boolean) {
  const open = value(bars.open, i);
  if (!stopOnly && open <= stop) return ['stopped', open] as const;
  if (!stopOnly && open >= target) return ['hit', open] as const;
  if (value(bars.low, i) <= stop) return ['stopped', stop] as const;
  if (!stopOnly && value(bars.high, i) >= target) return ['hit', target] as const;
  return [null, 0] as const;
}

/** Follows a limit order through the bars after `day`. */
export function outcomeOf(bars: DailyBars, day: number, levels: Levels, limit: number): Outcome {
  const { entry, stop } = levels;
  const last = bars.close.length - 1;
  const fill = fillOf(bars, day, entry, limit);
  if (!fill) return day + limit > last ? OPEN : { ...OPEN, state: 'not_entered', bar: day + limit };
  const sold = (state: string, bar: number, price: number): Outcome => {
    const got = price * (1 - SLIPPAGE) * (1 - FEE) - fill.price * (1 + SLIPPAGE) * (1 + FEE);
    return { state, bar, price, result: got / (entry - stop) };
  };
  const until = fill.bar + limit - 1;
  for (let i = fill.bar; i <= Math.min(until, last); i++) {
    const [state, price] = endOn(bars, i, levels, fill.below && i === fill.bar);
    if (state !== null) return sold(state, i, price);
  }
  return until <= last ? sold('timed_out', until, value(bars.close, until)) : OPEN;
}

function wilderAtr({ high, low, close }: DailyBars, bar: number): number {
  let atr = 0;
  for (let i = 1; i <= bar; i++) {
    const before = value(close, i - 1);
    const range = Math.max(
      value(high, i) - value(low, i),
      Math.abs(value(high, i) - before),
      Math.abs(value(low, i) - before),
    );
    atr = i <= 14 ? atr + range / 14 : atr + (range - atr) / 14;
  }
  return atr;
}

/** The docs' table of strategies. */
const RULES = {
  balanced: { atrs: 2, reward: 1.5, support: false },
  mean_reversion: { atrs: 1.5, reward: 1.5, support: true },
  weekly_target: { atrs: 1.5, reward: 1, support: false },
};

const mean = (x: ArrayLike<number>) => Array.from(x).reduce((sum, each) => sum + each, 0) / x.length;

function supportsAt({ close, low }: DailyBars, bar: number): number[] {
  let ema50 = mean(close.slice(0, 50));
  for (let i = 50; i <= bar; i++) ema50 += ((value(close, i) - ema50) * 2) / 51;
  return [mean(close.slice(bar - 19, bar + 1)), ema50, Math.min(...low.slice(bar - 19, bar + 1))];
}

function levelsOn(bars: DailyBars, bar: number, strategy: PlanRow['strategy']): Levels {
  const { atrs, reward, support } = RULES[strategy];
  const close = value(bars.close, bar);
  const atr = wilderAtr(bars, bar);
  const below = support ? supportsAt(bars, bar).filter((price) => price < close && close - price <= atr) : [];
  const entry = below.length > 0 ? Math.max(...below) : close;
  return { entry, stop: entry - atrs * atr, target: entry + reward * atrs * atr };
}

/** The orders of every day of a plan's window; null unless all have ended. */
export function baseOf(bars: DailyBars, day: number, plan: PlanRow) {
  const { strategy, time_limit_bars: limit } = plan;
  const days = Array.from({ length: limit }, (_, i) => day + i);
  if (days.some((each) => each >= bars.close.length)) return null;
  const outcomes = days.map((each) => outcomeOf(bars, each, levelsOn(bars, each, strategy), limit));
  if (outcomes.some(({ state }) => state === 'open')) return null;
  const results = outcomes.flatMap(({ result }) => (result === null ? [] : [result]));
  return {
    n: results.length,
    wins: results.filter((r) => r > 0).length,
    total: mean([...results, 0]) * (results.length + 1),
  };
}

const share = (part: number, of: number) => (of === 0 ? null : Math.round((part / of) * 10_000) / 10_000);
const sumOf = (numbers: (number | null)[]) => numbers.reduce<number>((sum, each) => sum + (each ?? 0), 0);

/** Figures of a group of plans, as the route shows them. All plans are so old that the open ones are overdue. */
export function figuresOf(plans: readonly PlanRow[]) {
  const count = (state: string) => plans.filter((plan) => plan.state === state).length;
  const won = (of: readonly PlanRow[]) => of.filter(({ result_r }) => (result_r ?? 0) > 0).length;
  const ended = plans.filter(({ result_r }) => result_r !== null);
  const compared = plans.filter(({ base_n }) => base_n !== null);
  const comparedEnded = compared.filter(({ result_r }) => result_r !== null);
  const baseN = sumOf(compared.map(({ base_n }) => base_n));
  const daysOf = (of: readonly PlanRow[]) =>
    new Set(of.filter((p) => p.separate).map((p) => p.given_on)).size;
  const n = daysOf(ended);
  const p = won(ended) / ended.length;
  const z = 1.959963984540054;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return {
    plans: plans.length,
    open: count('open'),
    overdue: count('open'),
    not_entered: count('not_entered'),
    hit: count('hit'),
    stopped: count('stopped'),
    timed_out: count('timed_out'),
    win_rate: share(won(ended), ended.length),
    win_rate_low: n === 0 ? null : share(Math.max(0, middle - half), 1),
    win_rate_high: n === 0 ? null : share(Math.min(1, middle + half), 1),
    win_rate_worst: share(won(ended), ended.length + count('open')),
    expectancy_r: share(sumOf(ended.map(({ result_r }) => result_r)), ended.length),
    effective_n: n,
    base: {
      plans: compared.length,
      plan_win_rate: share(won(comparedEnded), comparedEnded.length),
      n: baseN,
      win_rate: share(sumOf(compared.map(({ base_wins }) => base_wins)), baseN),
      expectancy_r: share(sumOf(compared.map(({ base_total_r }) => base_total_r)), baseN),
    },
  };
}
