import type { Work } from '../../core/slices.ts';
import { addProbabilities, type CountDistribution, farthest, logProbability } from './count-distribution.ts';

/** From a mean of about twenty weeks to one of little more than the last. */
const SPEEDS = [0.05, 0.15, 0.35, 0.7];
/** From counts that come by chance to ones whose standard deviation exceeds their mean. */
const DISPERSIONS = [0, 0.05, 0.2, 0.6, 1.5];
/** What a week says of which rate foretells best counts half after 13 more weeks. */
const FORGETTING = 0.95;
/** Lighter ones would not move an end of the interval. */
const LEAST_WEIGHT = 1e-3;
/** After weeks without a post, the next may have one all the same. */
const LEAST_MEAN = 0.02;
const LEAST_LOG = Math.log(1e-12);

interface Rate extends CountDistribution {
  speed: number;
  /** Log of its weight. */
  score: number;
}

export interface WeeklyRates {
  /** Weeks seen. */
  seen(): number;
  /** Probabilities of 0, 1, … posts in the next week. */
  next(): Work<Float64Array>;
  see(count: number): void;
}

function learn(rate: Rate, count: number, seen: number): void {
  if (seen >= 2) {
    rate.score = FORGETTING * rate.score + Math.max(LEAST_LOG, logProbability(rate, count));
  }
  const step = Math.max(rate.speed, 1 / (seen + 1));
  rate.mean = Math.max(LEAST_MEAN, rate.mean + step * (count + LEAST_MEAN - rate.mean));
}

/**
 * Foretells weekly counts by a mixture of exponentially smoothed rates, each weighted by how well it foretold the weeks
 * before (dynamic model averaging: Raftery, Kárný & Ettler 2010), so that a trend or a new habit is followed.
 */
export function createWeeklyRates(): WeeklyRates {
  const rates: Rate[] = SPEEDS.flatMap((speed) =>
    DISPERSIONS.map((dispersion) => ({ speed, dispersion, mean: 0, score: 0 })),
  );
  let seen = 0;

  function* next(): Work<Float64Array> {
    const best = Math.max(...rates.map(({ score }) => score));
    const weights = rates.map(({ score }) => Math.exp(score - best));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const used = rates
      .map((rate, at) => ({ rate, weight: (weights[at] ?? 0) / sum }))
      .filter(({ weight }) => weight >= LEAST_WEIGHT);
    const probabilities = new Float64Array(1 + Math.max(...used.map(({ rate }) => farthest(rate))));
    for (const { rate, weight } of used) {
      addProbabilities(probabilities, rate, weight);
      yield;
    }
    return probabilities;
  }
  const see = (count: number): void => {
    for (const rate of rates) learn(rate, count, seen);
    seen += 1;
  };
  return { seen: () => seen, next, see };
}
