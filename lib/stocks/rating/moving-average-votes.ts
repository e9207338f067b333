import type { ValueName } from './values.ts';

const movingAverage = <Id extends ValueName>(id: Id, name: string) =>
  ({
    id,
    group: 'moving_averages',
    evidence: 'trend',
    name,
    rule: 'Buy when the close is above the average, sell when it is below.',
    reads: [
      ['close', 'close'],
      [id, name],
    ],
  }) as const;

/** The fifteen moving averages of the published rating. */
export const MOVING_AVERAGES = [
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
    evidence: 'trend',
    name: 'Ichimoku 9, 26, 52',
    rule:
      'Buy when span A is above span B, the base line above span A, the conversion line above the base line and the ' +
      'close above the conversion line; sell when all four are below. The spans are those computed at this bar, so ' +
      'that neither can happen: span A lies between the two lines.',
    reads: [
      ['close', 'close'],
      ['ichimoku_conversion', 'conversion line'],
      ['ichimoku_base', 'base line'],
      ['ichimoku_span_a', 'span A'],
      ['ichimoku_span_b', 'span B'],
    ],
  },
] as const;
