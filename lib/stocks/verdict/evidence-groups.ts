import type { VoteExplanation } from '../rating/explain.ts';
import type { EvidenceGroup } from '../rating/votes.ts';

export type Lean = 'buy' | 'neutral' | 'sell';

export interface EvidenceSummary {
  group: EvidenceGroup;
  /** Number of votes, unweighted. */
  buy: number;
  neutral: number;
  sell: number;
  absent: number;
  /** The mean of the available votes as a label: beyond ±0.1, else neutral. */
  lean: Lean;
  /** Share of the strategy's rating, 0 to 1. */
  weight: number;
  /** Contribution to the rating, -1 to 1; the four groups sum to the rating. */
  points: number;
}

const GROUPS = ['trend', 'momentum', 'volatility', 'volume'] as const satisfies readonly EvidenceGroup[];

/** Neutral on the bounds and for NaN (no votes). */
export function leanOf(mean: number): Lean {
  return mean > 0.1 ? 'buy' : mean < -0.1 ? 'sell' : 'neutral';
}

function summarize(group: EvidenceGroup, votes: readonly VoteExplanation[]): EvidenceSummary {
  const own = votes.filter(({ evidence }) => evidence === group);
  const count = (wanted: VoteExplanation['vote']) => own.filter(({ vote }) => vote === wanted).length;
  const [buy, neutral, sell] = [count(1), count(0), count(-1)];
  return {
    ...{ group, buy, neutral, sell, absent: count(null) },
    lean: leanOf((buy - sell) / (buy + neutral + sell)),
    weight: own.reduce((sum, { weight }) => sum + weight, 0),
    points: own.reduce((sum, { weight, vote }) => sum + weight * (vote ?? 0), 0),
  };
}

/** Summarizes trend, momentum, volatility and volume. */
export function evidenceGroups(votes: readonly VoteExplanation[]): EvidenceSummary[] {
  return GROUPS.map((group) => summarize(group, votes));
}
