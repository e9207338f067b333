import type { Work } from '../../core/slices.ts';
import { type Interval, intervalOf, type Tails } from './count-distribution.ts';
import { createWeeklyRates, type WeeklyRates } from './weekly-rates.ts';

/** Share of weeks that an interval is meant to hold. */
export const INTERVAL = 0.8;
const TAIL = (1 - INTERVAL) / 2;
/** Weeks seen before the first is foretold. */
const TRAINED_ON_AT_LEAST = 6;
/** How far one miss widens a tail; as many hits as it takes narrow it again. */
const STEP = 0.06;
const NARROWEST = 0.45;
const WIDEST = 0.005;

/** A full week: its posts, and whether the author was unusually silent when it began. */
export interface Week {
  posts: number;
  silent: boolean;
}

export interface TestedWeek extends Interval {
  actual: number;
  /** Posts of the week before. */
  before: number;
}

export interface WeeklyForecast {
  next: Interval;
  /** Upper end of an interval that begins at 0 and holds as many weeks: it leaves out both tails. */
  highFromZero: number;
  /** Mean of the distribution that the interval is of. */
  mean: number;
  /** Each week foretold from those before it alone; none that began in silence. */
  tested: TestedWeek[];
}

const held = (tail: number): number => Math.min(NARROWEST, Math.max(WIDEST, tail));

interface Foretold extends Interval {
  highFromZero: number;
  mean: number;
}

function* foretell(rates: WeeklyRates, { below, above }: Tails): Work<Foretold> {
  const probabilities = yield* rates.next();
  const mean = probabilities.reduce((sum, probability, count) => sum + probability * count, 0);
  const { high: highFromZero } = intervalOf(probabilities, { below: 0, above: held(2 * above) });
  const interval = intervalOf(probabilities, { below: held(below), above: held(above) });
  return { ...interval, highFromZero, mean };
}

/**
 * Foretells the week after the last one. Each tail is adapted to the misses so far (adaptive conformal inference:
 * Gibbs & Candès 2021), so that the interval holds its share of weeks where the distribution is wrong, too.
 * @param weeks oldest first
 */
export function* forecastWeeks(weeks: readonly Week[]): Work<WeeklyForecast> {
  const rates = createWeeklyRates();
  const tails = { below: TAIL, above: TAIL };
  const tested: TestedWeek[] = [];
  for (const [at, { posts: actual, silent }] of weeks.entries()) {
    if (rates.seen() >= TRAINED_ON_AT_LEAST && !silent) {
      const { low, median, high } = yield* foretell(rates, tails);
      tested.push({ low, median, high, actual, before: weeks[at - 1]?.posts ?? 0 });
      tails.below += STEP * (TAIL - Number(actual < low));
      tails.above += STEP * (TAIL - Number(actual > high));
    }
    rates.see(actual);
    yield;
  }
  const { mean, highFromZero, ...next } = yield* foretell(rates, tails);
  return { next, highFromZero, mean, tested };
}
