import { EXTRA } from './extra-votes.ts';
import { MOVING_AVERAGES } from './moving-average-votes.ts';
import { OSCILLATORS } from './oscillator-votes.ts';
import type { ValueName } from './values.ts';

/** -1 sell, 0 neutral, 1 buy; null if an indicator has no value. */
export type Vote = -1 | 0 | 1 | null;

/** The groups of the published rating. */
export type VoteGroup = 'moving_averages' | 'oscillators';

/** The kind of evidence a vote gives. */
export type EvidenceGroup = 'trend' | 'momentum' | 'volatility' | 'volume';

export interface VoteDefinition {
  /** Stable snake_case id. */
  id: string;
  /** Null for a vote that is not in the published rating. */
  group: VoteGroup | null;
  evidence: EvidenceGroup;
  name: string;
  /** The rule in words; `rules.ts` implements it. */
  rule: string;
  /** The constants of the rule, by name; absent if it only compares its numbers with each other. */
  thresholds?: Readonly<Record<string, number>>;
  /** The numbers the rule reads, with labels, in the order in which they are shown and passed. */
  reads: readonly (readonly [ValueName, string])[];
}

/**
 * Incremented with any change to `VOTES`, `rules.ts` or `VALUE_NAMES`: results store votes and values by position.
 */
export const VOTES_VERSION = 3;

/**
 * The 26 votes of TradingView's Technical Ratings as its gauge casts them (docs/stocks.md says what was compared) and
 * five more, in stored order. The list that results of version 2 were voted by is in `vote-lists.ts`.
 */
export const VOTES = [
  ...MOVING_AVERAGES,
  ...OSCILLATORS,
  ...EXTRA,
] as const satisfies readonly VoteDefinition[];

export type VoteId = (typeof VOTES)[number]['id'];
