import type { StoredValues } from '../rating/explain.ts';
import type { StrategyId } from '../rating/strategies.ts';
import type { Vote } from '../rating/votes.ts';

/** What an explanation is made from: a result's strategy, votes and values, all of the present `VOTES_VERSION`. */
export interface StoredVerdict {
  strategy: StrategyId;
  votes: readonly Vote[];
  values: StoredValues;
}
