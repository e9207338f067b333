import { ABSENT, type VoteMatrix } from './cast.ts';
import type { Strategy } from './strategies.ts';
import { VOTES, type Vote, type VoteDefinition, type VoteId } from './votes.ts';

const DEFINITIONS: readonly (VoteDefinition & { id: VoteId })[] = VOTES;

const weightGroup = ({ group }: VoteDefinition): keyof Strategy['weights'] => group ?? 'extra';

/** Sums of a group's weighted votes and of their weights, at every bar. */
interface Tally {
  weight: number;
  sums: Float64Array;
  weights: Float64Array;
}

function tally({ bars, votes }: VoteMatrix, strategy: Strategy, group: keyof Strategy['weights']): Tally {
  const sums = new Float64Array(bars);
  const weights = new Float64Array(bars);
  DEFINITIONS.forEach((definition, i) => {
    const weight = strategy.voteWeights[definition.id] ?? 1;
    if (weightGroup(definition) !== group || weight === 0) return;
    for (let t = 0, k = i * bars; t < bars; t++, k++) {
      const vote = votes[k] ?? ABSENT;
      if (vote === ABSENT) continue;
      sums[t] = (sums[t] ?? 0) + weight * vote;
      weights[t] = (weights[t] ?? 0) + weight;
    }
  });
  return { weight: strategy.weights[group], sums, weights };
}

/**
 * The weighted mean of the groups' means, `Σ W·(S/w) / Σ W`, as one division of integers: a mean of rounded means
 * could cross a label's bound. NaN (0/0) if a weighted group has no vote.
 */
function meanAt(tallies: readonly Tally[], t: number): number {
  let above = 0;
  let below = 1;
  let weight = 0;
  for (const group of tallies) {
    const available = group.weights[t] ?? 0;
    above = above * available + group.weight * (group.sums[t] ?? 0) * below;
    below *= available;
    weight += group.weight;
  }
  return above / (weight * below);
}

/** A strategy's rating at every bar, -1 to 1; NaN if a weighted group has no vote. */
export function weigh(matrix: VoteMatrix, strategy: Strategy): Float64Array {
  const groups = (['moving_averages', 'oscillators', 'extra'] as const).filter(
    (group) => strategy.weights[group] > 0,
  );
  const tallies = groups.map((group) => tally(matrix, strategy, group));
  const ratings = new Float64Array(matrix.bars);
  for (let t = 0; t < ratings.length; t++) ratings[t] = meanAt(tallies, t);
  return ratings;
}

/**
 * Each vote's share of a strategy's rating, 0 to 1, in the order of `VOTES`. 0 for an unavailable vote; the shares
 * sum to 1 if every weighted group has a vote.
 */
export function sharesOf(votes: readonly Vote[], strategy: Strategy): number[] {
  const total = Object.values(strategy.weights).reduce((sum, weight) => sum + weight, 0);
  const own = DEFINITIONS.map(({ id }, i) =>
    (votes[i] ?? null) === null ? 0 : (strategy.voteWeights[id] ?? 1),
  );
  const available = { moving_averages: 0, oscillators: 0, extra: 0 };
  DEFINITIONS.forEach((definition, i) => {
    available[weightGroup(definition)] += own[i] ?? 0;
  });
  return DEFINITIONS.map((definition, i) => {
    const group = weightGroup(definition);
    const weight = own[i] ?? 0;
    return weight === 0 ? 0 : ((strategy.weights[group] / total) * weight) / available[group];
  });
}
