import { EXTRA } from './extra-votes.ts';
import { MOVING_AVERAGES } from './moving-average-votes.ts';
import { OSCILLATORS } from './oscillator-votes.ts';
import type { ValueName } from './values.ts';

/** -1 sell, 0 neutral, 1 buy; null where an indicator has no value. */
export type Vote = -1 | 0 | 1 | null;

/** The halves of the published rating. */
export type VoteGroup = 'moving_averages' | 'oscillators';

/** What a vote is evidence of. */
export type EvidenceGroup = 'trend' | 'momentum' | 'volatility' | 'volume';

export interface VoteDefinition {
  /** Stable, snake_case. */
  id: string;
  /** Null for a vote that the published rating does not have. */
  group: VoteGroup | null;
  evidence: EvidenceGroup;
  name: string;
  /** The rule in words. `rules.ts` is the same rule in code. */
  rule: string;
  /** What the rule reads, in the order in which it is told and in which the code takes it, each with its label. */
  reads: readonly (readonly [ValueName, string])[];
}

/**
 * Goes up with any change to `VOTES`, `rules.ts` or `VALUE_NAMES`: results store votes and values by their
 * place in these lists.
 */
export const VOTES_VERSION = 2;

/**
 * The 26 votes of TradingView's Technical Ratings (help page of 2025, tradingview.com/support/solutions/
 * 43000614331-technical-ratings) and five more, in the order in which they are stored.
 */
export const VOTES = [
  ...MOVING_AVERAGES,
  ...OSCILLATORS,
  ...EXTRA,
] as const satisfies readonly VoteDefinition[];

export type VoteId = (typeof VOTES)[number]['id'];
