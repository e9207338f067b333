import { adxOfHelpPage, RULES, type Rule } from './rules.ts';
import { type Strategy, type StrategyId, strategyOf } from './strategies.ts';
import { VOTES, VOTES_VERSION, type VoteDefinition, type VoteId } from './votes.ts';

/** One version of the votes: what stored votes and figures mean. */
export interface VoteList {
  version: number;
  votes: readonly (VoteDefinition & { id: VoteId })[];
  rules: Readonly<Record<VoteId, Rule>>;
  /** A strategy with the weights that it gave to this list. */
  strategy: (id: StrategyId) => Strategy;
}

const PRESENT: VoteList = { version: VOTES_VERSION, votes: VOTES, rules: RULES, strategy: strategyOf };

const RULES_IN_WORDS_2: Readonly<Partial<Record<VoteId, string>>> = {
  ichimoku:
    'Buy when span A is above span B of the cloud at this bar, the base line is above span A, the conversion ' +
    'line above the base line and the close above the conversion line; sell when all four are below.',
  adx14:
    'Buy when +DI is above -DI with ADX above 20 and rising, sell when +DI is below -DI with ADX above 20 and falling.',
};

/**
 * Version 2, the list before this one: Ichimoku read the spans as a chart draws them, computed 26 bars
 * before, and weighed like the other averages; ADX voted by the help page. Votes and figures stand in the same order.
 */
const VERSION_2: VoteList = {
  version: 2,
  votes: PRESENT.votes.map((vote) => ({ ...vote, rule: RULES_IN_WORDS_2[vote.id] ?? vote.rule })),
  rules: { ...RULES, adx14: adxOfHelpPage },
  strategy: (id) => {
    const strategy = strategyOf(id);
    const ichimoku = id === 'trend' ? 2 : 1;
    return { ...strategy, voteWeights: { ...strategy.voteWeights, ichimoku } };
  },
};

const LISTS: readonly VoteList[] = [PRESENT, VERSION_2];

/** The list that a stored result was voted by; null for a version older than 2. */
export function voteListOf(version: number): VoteList | null {
  return LISTS.find((list) => list.version === version) ?? null;
}
