import type { ValueName } from './values.ts';

/** -1 sell, 0 neutral, 1 buy; null where an indicator has no value. */
export type Vote = -1 | 0 | 1 | null;

export type VoteGroup = 'moving_averages' | 'oscillators';

export interface VoteDefinition {
  /** Stable, snake_case. */
  id: string;
  group: VoteGroup;
  name: string;
  /** The rule in words. `rules.ts` is the same rule in code. */
  rule: string;
  /** Weight in the mean of its group, a whole number; each group is half of the rating. */
  weight: number;
  /** What the rule reads, in the order in which it is told, each with its label. */
  reads: readonly (readonly [ValueName, string])[];
}

/**
 * Goes up with any change to `VOTES`, `rules.ts` or `VALUE_NAMES`: results store votes and values by their
 * place in these lists.
 */
export const VOTES_VERSION = 1;

const movingAverage = <Id extends ValueName>(id: Id, name: string) =>
  ({
    id,
    group: 'moving_averages',
    name,
    rule: 'Buy when the close is above the average, sell when it is below.',
    weight: 1,
    reads: [
      ['close', 'close'],
      [id, name],
    ],
  }) as const;

const MOVING_AVERAGES = [
  movingAverage('sma10', 'SMA 10'),
  movingAverage('ema10', 'EMA 10'),
  movingAverage('sma20', 'SMA 20'),
  movingAverage('ema20', 'EMA 20'),
  movingAverage('sma30', 'SMA 30'),
  movingAverage('ema30', 'EMA 30'),
  movingAverage('sma50', 'SMA 50'),
  movingAverage('ema50', 'EMA 50'),
  movingAverage('sma100', 'SMA 100'),
  movingAverage('ema100', 'EMA 100'),
  movingAverage('sma200', 'SMA 200'),
  movingAverage('ema200', 'EMA 200'),
  movingAverage('hull_ma9', 'Hull MA 9'),
  movingAverage('vwma20', 'VWMA 20'),
  {
    id: 'ichimoku',
    group: 'moving_averages',
    name: 'Ichimoku 9, 26, 52',
    rule:
      'Buy when span A is above span B of the cloud at this bar, the base line is above span A, the conversion ' +
      'line above the base line and the close above the conversion line; sell when all four are below.',
    weight: 1,
    reads: [
      ['close', 'close'],
      ['ichimoku_conversion', 'conversion line'],
      ['ichimoku_base', 'base line'],
      ['ichimoku_cloud_a', 'span A'],
      ['ichimoku_cloud_b', 'span B'],
    ],
  },
] as const satisfies readonly VoteDefinition[];

const OSCILLATORS = [
  {
    id: 'rsi14',
    group: 'oscillators',
    name: 'RSI 14',
    rule: 'Buy when below 30 and rising, sell when above 70 and falling.',
    weight: 1,
    reads: [
      ['rsi14', 'RSI'],
      ['rsi14_before', 'the bar before'],
    ],
  },
  {
    id: 'stochastic',
    group: 'oscillators',
    name: 'Stochastic 14, 3, 3',
    rule: 'Buy when %K and %D are below 20 and %K is above %D, sell when both are above 80 and %K is below %D.',
    weight: 1,
    reads: [
      ['stochastic_k', '%K'],
      ['stochastic_d', '%D'],
    ],
  },
  {
    id: 'cci20',
    group: 'oscillators',
    name: 'CCI 20',
    rule: 'Buy when below -100 and rising, sell when above 100 and falling.',
    weight: 1,
    reads: [
      ['cci20', 'CCI'],
      ['cci20_before', 'the bar before'],
    ],
  },
  {
    id: 'adx14',
    group: 'oscillators',
    name: 'ADX 14, 14',
    rule: 'Buy when +DI is above -DI with ADX above 20 and rising, sell when +DI is below -DI with ADX above 20 and falling.',
    weight: 1,
    reads: [
      ['adx14', 'ADX'],
      ['adx14_before', 'the bar before'],
      ['plus_di14', '+DI'],
      ['minus_di14', '-DI'],
    ],
  },
  {
    id: 'awesome',
    group: 'oscillators',
    name: 'Awesome Oscillator 5, 34',
    rule:
      'Buy when it crosses above 0, or stays above 0 for two bars and turns up; sell when it crosses below 0, ' +
      'or stays below 0 for two bars and turns down.',
    weight: 1,
    reads: [
      ['awesome', 'AO'],
      ['awesome_before', 'the bar before'],
      ['awesome_two_before', 'two bars before'],
    ],
  },
  {
    id: 'momentum10',
    group: 'oscillators',
    name: 'Momentum 10',
    rule: 'Buy when rising, sell when falling.',
    weight: 1,
    reads: [
      ['momentum10', 'momentum'],
      ['momentum10_before', 'the bar before'],
    ],
  },
  {
    id: 'macd',
    group: 'oscillators',
    name: 'MACD 12, 26, 9',
    rule: 'Buy when MACD is above its signal, sell when below.',
    weight: 1,
    reads: [
      ['macd_line', 'MACD'],
      ['macd_signal', 'signal'],
    ],
  },
  {
    id: 'stochastic_rsi',
    group: 'oscillators',
    name: 'Stochastic RSI 3, 3, 14, 14',
    rule:
      'Buy in a downtrend (close below EMA 50) when %K and %D are below 20 and %K is above %D; sell in an uptrend ' +
      'when both are above 80 and %K is below %D.',
    weight: 1,
    reads: [
      ['close', 'close'],
      ['ema50', 'EMA 50'],
      ['stochastic_rsi_k', '%K'],
      ['stochastic_rsi_d', '%D'],
    ],
  },
  {
    id: 'williams_r14',
    group: 'oscillators',
    name: 'Williams %R 14',
    rule: 'Buy when below -80 and rising, sell when above -20 and falling.',
    weight: 1,
    reads: [
      ['williams_r14', '%R'],
      ['williams_r14_before', 'the bar before'],
    ],
  },
  {
    id: 'bull_bear_power13',
    group: 'oscillators',
    name: 'Bull Bear Power 13',
    rule:
      'Buy in an uptrend (close above EMA 50) when bear power is below 0 and rising; sell in a downtrend when ' +
      'bull power is above 0 and falling.',
    weight: 1,
    reads: [
      ['close', 'close'],
      ['ema50', 'EMA 50'],
      ['bear_power13', 'bear power'],
      ['bear_power13_before', 'bear power the bar before'],
      ['bull_power13', 'bull power'],
      ['bull_power13_before', 'bull power the bar before'],
    ],
  },
  {
    id: 'ultimate',
    group: 'oscillators',
    name: 'Ultimate Oscillator 7, 14, 28',
    rule: 'Buy when above 70, sell when below 30.',
    weight: 1,
    reads: [['ultimate', 'UO']],
  },
] as const satisfies readonly VoteDefinition[];

/**
 * The 26 votes of TradingView's Technical Ratings (help page of 2025, tradingview.com/support/solutions/
 * 43000614331-technical-ratings), in the order in which they are stored.
 */
export const VOTES = [...MOVING_AVERAGES, ...OSCILLATORS] as const;

export type VoteId = (typeof VOTES)[number]['id'];
