import type { VoteGroup, VoteId } from './votes.ts';

/** How a trade ends. */
export interface ExitRules {
  /** Distance of the stop below the entry, in ATR 14; above 0. */
  stopAtrs: number;
  /** Distance of the target above the entry, in stop distances; above 0. */
  riskReward: number;
  /** Bars, including the entry bar, after which the trade ends at the close; at least 1. */
  maxBars: number;
}

/** Enter at the last close, or at a support just below it if there is one. */
export type EntryStyle = 'close' | 'support';

export interface Strategy {
  id: StrategyId;
  /** By the indicators that lead it. */
  name: string;
  /** What the strategy looks for, in one sentence. */
  summary: string;
  /**
   * Weight of each group's mean; `extra` are the votes outside the published rating. Integers, so that the rating is
   * a single division of integers and meets the labels' bounds exactly.
   */
  weights: Readonly<Record<VoteGroup | 'extra', number>>;
  /** Integer weight of a vote in its group's mean; default 1, and 0 excludes it. */
  voteWeights: Readonly<Partial<Record<VoteId, number>>>;
  exit: ExitRules;
  entry: EntryStyle;
}

export const STRATEGY_IDS = ['balanced', 'trend', 'mean_reversion', 'breakout', 'weekly_target'] as const;

export type StrategyId = (typeof STRATEGY_IDS)[number];

/** The published rating, unchanged. */
const BALANCED: Strategy = {
  id: 'balanced',
  name: 'Technical Ratings',
  summary:
    'The published rating of 15 moving averages and 11 oscillators: both halves count equally, and so do the votes ' +
    'within each.',
  weights: { moving_averages: 1, oscillators: 1, extra: 0 },
  voteWeights: {},
  exit: { stopAtrs: 2, riskReward: 1.5, maxBars: 20 },
  entry: 'close',
};

/** Half averages, with long ones doubled; MACD and ADX lead the oscillators; no votes against a strong move. */
const TREND: Strategy = {
  id: 'trend',
  name: 'MACD, ADX and long averages',
  summary:
    'Trend following: averages of 50 bars and more, MACD, ADX and parabolic SAR lead; waits for a pullback to enter.',
  weights: { moving_averages: 3, oscillators: 1, extra: 2 },
  voteWeights: {
    ...{ sma50: 2, ema50: 2, sma100: 2, ema100: 2, sma200: 2, ema200: 2, ichimoku: 0 },
    ...{ macd: 5, adx14: 5 },
    ...{ psar: 3, donchian20: 2, bollinger20: 0 },
  },
  exit: { stopAtrs: 2.5, riskReward: 2.5, maxBars: 25 },
  entry: 'support',
};

/**
 * Votes for an exhausted move: RSI and Bollinger bands lead, trend-following votes weigh nothing. Averages and money
 * flow are 0.05 of the rating each: together they reach 0.1, which is still Neutral.
 */
const MEAN_REVERSION: Strategy = {
  id: 'mean_reversion',
  name: 'RSI and Bollinger bands',
  summary:
    'Mean reversion: buys when an extended fall turns up and sells when an extended rise turns down, by Bollinger ' +
    'bands, RSI, stochastics, CCI and Williams %R.',
  weights: { moving_averages: 1, oscillators: 12, extra: 7 },
  voteWeights: {
    ichimoku: 0,
    ...{ rsi14: 3, stochastic: 2, stochastic_rsi: 2, cci20: 2, williams_r14: 2, bull_bear_power13: 1 },
    ...{ adx14: 0, awesome: 0, momentum10: 0, macd: 0, ultimate: 0 },
    ...{ bollinger20: 6, cmf20: 1, obv: 0, psar: 0, donchian20: 0 },
  },
  exit: { stopAtrs: 1.5, riskReward: 1.5, maxBars: 10 },
  entry: 'support',
};

/**
 * A new 20-day high on volume. All other votes together reach only 0.5 (Buy), so a Strong Buy needs the breakout.
 * Overbought votes weigh nothing: they are no argument against one.
 */
const BREAKOUT: Strategy = {
  id: 'breakout',
  name: 'Donchian breakout and OBV',
  summary:
    'Momentum breakout: buys a close above the highest high of 20 bars (Donchian channel) that MACD, ADX, momentum, ' +
    'OBV and Chaikin money flow confirm.',
  weights: { moving_averages: 1, oscillators: 1, extra: 6 },
  voteWeights: {
    ichimoku: 0,
    ...{ adx14: 2, momentum10: 2, macd: 2 },
    ...{ rsi14: 0, stochastic: 0, cci20: 0, stochastic_rsi: 0, williams_r14: 0 },
    ...{ donchian20: 4, obv: 1, cmf20: 1, psar: 0, bollinger20: 0 },
  },
  exit: { stopAtrs: 2.5, riskReward: 1.5, maxBars: 12 },
  entry: 'close',
};

/** Short averages as a filter, momentum as the signal; a target of 1.5 ATR within a trading week. */
const WEEKLY_TARGET: Strategy = {
  id: 'weekly_target',
  name: 'MACD, RSI and short averages',
  summary:
    'Weekly target: looks for a small gain within five bars, in the direction of averages of 20 and 50 bars, MACD, ' +
    'RSI, ADX and momentum.',
  weights: { moving_averages: 1, oscillators: 3, extra: 1 },
  voteWeights: {
    ...{ sma20: 2, ema20: 2, sma50: 2, ema50: 2, sma100: 0, ema100: 0, sma200: 0, ema200: 0, ichimoku: 0 },
    ...{ rsi14: 2, adx14: 2, momentum10: 2, macd: 2 },
    ...{ psar: 2 },
  },
  exit: { stopAtrs: 1.5, riskReward: 1, maxBars: 5 },
  entry: 'close',
};

const STRATEGIES: Readonly<Record<StrategyId, Strategy>> = {
  balanced: BALANCED,
  trend: TREND,
  mean_reversion: MEAN_REVERSION,
  breakout: BREAKOUT,
  weekly_target: WEEKLY_TARGET,
};

/** The strategies as plain data, defined only here. */
export function strategyOf(id: StrategyId): Strategy {
  return STRATEGIES[id];
}
