import type { StoredValues } from '../rating/explain.ts';
import type { StrategyId } from '../rating/strategies.ts';
import type { Vote } from '../rating/votes.ts';

/** The inputs of an explanation: a result's strategy, votes and values, of the current `VOTES_VERSION`. */
export interface StoredVerdict {
  strategy: StrategyId;
  votes: readonly Vote[];
  values: StoredValues;
}
