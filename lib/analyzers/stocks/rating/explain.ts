import { VOTES, type Vote, type VoteDefinition, type VoteGroup } from './votes.ts';

export interface VoteExplanation {
  id: string;
  group: VoteGroup;
  name: string;
  vote: Vote;
  /** Weight in the mean of the group. */
  weight: number;
  /** The vote, the numbers behind it and its rule, in words. */
  text: string;
}

/** Values as a result stores them: null (or nothing) where an indicator had none. */
export type StoredValues = Readonly<Record<string, number | null>>;

function inWords(vote: Vote): string {
  if (vote === null) return 'not available';
  return vote === 0 ? 'neutral' : vote > 0 ? 'buy' : 'sell';
}

/** Six significant digits: enough to check a rule by eye. */
function format(value: number | null | undefined): string {
  return value === null || value === undefined ? 'no value' : String(Number(value.toPrecision(6)));
}

function explainVote(definition: VoteDefinition, vote: Vote, values: StoredValues): VoteExplanation {
  const { id, group, name, rule, weight, reads } = definition;
  const told = reads.map(([value, label]) => `${label} ${format(values[value])}`).join(', ');
  return { id, group, name, vote, weight, text: `${name}: ${inWords(vote)}. Here ${told}. ${rule}` };
}

/**
 * Stored votes with the numbers they were read from, in words, in the order of `VOTES`.
 * @throws RangeError when there are not as many votes as the list has: another version of the list cast them.
 */
export function explain(votes: readonly Vote[], values: StoredValues): VoteExplanation[] {
  if (votes.length !== VOTES.length) {
    throw new RangeError(`${votes.length} votes cannot be explained by a list of ${VOTES.length}.`);
  }
  return VOTES.map((definition, i) => explainVote(definition, votes[i] ?? null, values));
}
