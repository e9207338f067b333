import { type Strategy, strategyOf } from './strategies.ts';
import { type EvidenceGroup, VOTES, type Vote, type VoteDefinition, type VoteGroup } from './votes.ts';
import { sharesOf } from './weigh.ts';

export interface VoteExplanation {
  id: string;
  /** Null for a vote that is not in the published rating. */
  group: VoteGroup | null;
  evidence: EvidenceGroup;
  name: string;
  vote: Vote;
  /** Share of the strategy's rating, 0 to 1; the rating is the sum of `weight × vote`. */
  weight: number;
  /** The vote, its numbers and its rule, in words. */
  text: string;
}

/** Values as stored: null or absent if an indicator had none. */
export type StoredValues = Readonly<Record<string, number | null>>;

export function voteInWords(vote: Vote): string {
  if (vote === null) return 'not available';
  return vote === 0 ? 'neutral' : vote > 0 ? 'buy' : 'sell';
}

/** Formats with six significant digits, enough to check a rule by eye. */
export function sixDigits(value: number | null | undefined): string {
  return value === null || value === undefined ? 'no value' : String(Number(value.toPrecision(6)));
}

function explainVote(
  { id, group, evidence, name, rule, reads }: VoteDefinition,
  vote: Vote,
  weight: number,
  values: StoredValues,
): VoteExplanation {
  const readings = reads.map(([value, label]) => `${label} ${sixDigits(values[value])}`).join(', ');
  const text = `${name}: ${voteInWords(vote)}. Here ${readings}. ${rule}`;
  return { id, group, evidence, name, vote, weight, text };
}

/**
 * Explains stored votes in words, in the order of `VOTES`.
 * @throws RangeError if the number of votes differs from the list's, as in another version.
 */
export function explain(
  votes: readonly Vote[],
  values: StoredValues,
  strategy: Strategy = strategyOf('balanced'),
): VoteExplanation[] {
  if (votes.length !== VOTES.length) {
    throw new RangeError(`${votes.length} votes cannot be explained by a list of ${VOTES.length}.`);
  }
  const shares = sharesOf(votes, strategy);
  return VOTES.map((definition, i) => explainVote(definition, votes[i] ?? null, shares[i] ?? 0, values));
}
