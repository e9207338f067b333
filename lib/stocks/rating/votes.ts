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
  /** The numbers the rule reads, with labels, in the order in which they are shown and passed. */
  reads: readonly (readonly [ValueName, string])[];
}

/**
 * Incremented with any change to `VOTES`, `rules.ts` or `VALUE_NAMES`: results store votes and values by position.
 */
export const VOTES_VERSION = 2;

/**
 * The 26 votes of TradingView's Technical Ratings (help page of 2025,
 * tradingview.com/support/solutions/43000614331-technical-ratings) and five more, in stored order.
 */
export const VOTES = [
  ...MOVING_AVERAGES,
  ...OSCILLATORS,
  ...EXTRA,
] as const satisfies readonly VoteDefinition[];

export type VoteId = (typeof VOTES)[number]['id'];
