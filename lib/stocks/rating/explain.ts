import { type Abstention, abstentionInWords, abstentionOf } from './abstentions.ts';
import type { StrategyId } from './strategies.ts';
import type { VoteList } from './vote-lists.ts';
import type { EvidenceGroup, Vote, VoteDefinition, VoteGroup, VoteId } from './votes.ts';
import { sharesOf } from './weigh.ts';

/** Values as stored: null or absent if an indicator had none. */
export type StoredValues = Readonly<Record<string, number | null>>;

/** What an explanation is made from: a result's strategy, votes and values, and the bars that it read. */
export interface StoredVotes {
  strategy: StrategyId;
  votes: readonly Vote[];
  values: StoredValues;
  barCount: number;
}

export interface VoteExplanation {
  id: VoteId;
  /** Null for a vote that is not in the published rating. */
  group: VoteGroup | null;
  evidence: EvidenceGroup;
  name: string;
  vote: Vote;
  /** Why there is no vote; null if there is one. */
  abstains: Abstention | null;
  /** Share of the strategy's rating, 0 to 1; the rating is the sum of `weight × vote`. */
  weight: number;
  /** The numbers that the rule read, and its constants, both by name. */
  values: StoredValues;
  thresholds: Readonly<Record<string, number>>;
  /** The vote, its numbers and its rule, in words. */
  text: string;
}

export function voteInWords(vote: Vote): string {
  if (vote === null) return 'not available';
  return vote === 0 ? 'neutral' : vote > 0 ? 'buy' : 'sell';
}

/** Formats with six significant digits, enough to check a rule by eye. */
export function sixDigits(value: number | null | undefined): string {
  return value === null || value === undefined ? 'no value' : String(Number(value.toPrecision(6)));
}

function explainVote(
  { id, group, evidence, name, rule, reads, thresholds = {} }: VoteDefinition & { id: VoteId },
  vote: Vote,
  weight: number,
  { values, barCount }: StoredVotes,
): VoteExplanation {
  const readings = reads.map(([value, label]) => `${label} ${sixDigits(values[value])}`).join(', ');
  const reason = vote === null ? ` ${abstentionInWords(id, barCount)}` : '';
  return {
    ...{ id, group, evidence, name, vote, weight, thresholds },
    abstains: vote === null ? abstentionOf(id, barCount) : null,
    values: Object.fromEntries(reads.map(([value]) => [value, values[value] ?? null])),
    text: `${name}: ${voteInWords(vote)}.${reason} Here ${readings}. ${rule}`,
  };
}

/**
 * Explains stored votes, in the order of their list.
 * @throws RangeError if the number of votes differs from the list's, as in another version.
 */
export function explain(stored: StoredVotes, list: VoteList): VoteExplanation[] {
  const { votes } = stored;
  if (votes.length !== list.votes.length) {
    throw new RangeError(`${votes.length} votes cannot be explained by a list of ${list.votes.length}.`);
  }
  const shares = sharesOf(votes, list.strategy(stored.strategy));
  return list.votes.map((definition, i) => explainVote(definition, votes[i] ?? null, shares[i] ?? 0, stored));
}
