import { type StoredValues, sixDigits } from '../rating/explain.ts';
import { type GroupRatings, isBuy, type Verdict, verdictOf } from '../rating/rate.ts';
import type { Strategy } from '../rating/strategies.ts';
import { THRESHOLDS } from '../rating/thresholds.ts';
import { type EvidenceSummary, type Lean, leanOf } from './evidence-groups.ts';

export interface Findings {
  strategy: Strategy;
  rating: GroupRatings;
  published: GroupRatings;
  groups: readonly EvidenceSummary[];
  values: StoredValues;
}

const OPPOSITE: Readonly<Record<Lean, Lean | null>> = { buy: 'sell', sell: 'buy', neutral: null };

const sideOf = (verdict: Verdict): Lean =>
  isBuy(verdict) ? 'buy' : verdict === 'Neutral' ? 'neutral' : 'sell';

const twoDigits = (value: number) => value.toFixed(2);

function halves({ published: { movingAverages, oscillators } }: Findings): string[] {
  const averages = leanOf(movingAverages);
  if (OPPOSITE[averages] !== leanOf(oscillators)) return [];
  return [
    `Moving averages say ${averages} (${twoDigits(movingAverages)}), ` +
      `oscillators say ${OPPOSITE[averages]} (${twoDigits(oscillators)}).`,
  ];
}

function againstVerdict({ strategy, rating, groups }: Findings): string[] {
  const verdict = verdictOf(rating.rating);
  const against = OPPOSITE[sideOf(verdict)];
  if (against === null) return [];
  return groups
    .filter(({ lean }) => lean === against)
    .map(
      ({ group, buy, sell, weight }) =>
        `The verdict by ${strategy.name} is ${verdict}, but ${group} says ${against} (${buy} buy, ${sell} sell)` +
        `${weight === 0 ? '; it does not count in this strategy' : ''}.`,
    );
}

function trendAgainstMomentum({ groups, values }: Findings): string[] {
  const trend = groups.find(({ group }) => group === 'trend')?.lean ?? 'neutral';
  const { rsi14: rsi = null, adx14: adx = null } = values;
  const sentences: string[] = [];
  const { oversold, overbought } = THRESHOLDS.rsi14;
  const { trending } = THRESHOLDS.adx14;
  if (trend === 'buy' && rsi !== null && rsi > overbought) {
    sentences.push(
      `The trend says buy, but RSI ${sixDigits(rsi)} is above ${overbought}: the rise is overbought.`,
    );
  }
  if (trend === 'sell' && rsi !== null && rsi < oversold) {
    sentences.push(
      `The trend says sell, but RSI ${sixDigits(rsi)} is below ${oversold}: the fall is oversold.`,
    );
  }
  if (trend !== 'neutral' && adx !== null && adx < trending) {
    sentences.push(
      `The trend says ${trend}, but ADX ${sixDigits(adx)} is below ${trending}: hardly any trend.`,
    );
  }
  return sentences;
}

function priceAgainstVolume({ values }: Findings): string[] {
  const { momentum10: change = null, obv = null, obv_ema20: average = null } = values;
  if (change === null || obv === null || average === null) return [];
  if (change > 0 && obv < average) {
    return ['The close is up over 10 bars, but OBV is below its average: volume does not confirm the rise.'];
  }
  if (change < 0 && obv > average) {
    return [
      'The close is down over 10 bars, but OBV is above its average: volume does not confirm the fall.',
    ];
  }
  return [];
}

function againstPublished({ strategy, rating, published }: Findings): string[] {
  const own = verdictOf(rating.rating);
  const other = verdictOf(published.rating);
  if (own === other) return [];
  return [
    `The verdict by ${strategy.name} is ${own} (${twoDigits(rating.rating)}), ` +
      `by the published rating ${other} (${twoDigits(published.rating)}).`,
  ];
}

/** Where the evidence disagrees, one sentence each. */
export function conflictsIn(findings: Findings): string[] {
  const checks = [halves, againstVerdict, trendAgainstMomentum, priceAgainstVolume, againstPublished];
  return checks.flatMap((check) => check(findings));
}
