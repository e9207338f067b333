import type { StoredValues } from '../rating/explain.ts';
import type { Vote } from '../rating/votes.ts';
import type { StrategyId } from '../strategies.ts';

/** What an explanation is made from: a result's strategy, votes and values, all of the present `VOTES_VERSION`. */
export interface StoredVerdict {
  strategy: StrategyId;
  votes: readonly Vote[];
  values: StoredValues;
}
