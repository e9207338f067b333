import { THRESHOLDS } from './thresholds.ts';

const { cmf20 } = THRESHOLDS;

/**
 * Five votes outside the published rating that cover volatility and volume: Wilder's parabolic SAR, Bollinger bands,
 * Donchian channel, Granville's on-balance volume and Chaikin money flow.
 */
export const EXTRA = [
  {
    id: 'psar',
    group: null,
    evidence: 'trend',
    name: 'Parabolic SAR 0.02, 0.2',
    rule: 'Buy when the close is above the stop, sell when it is below.',
    reads: [
      ['close', 'close'],
      ['psar', 'stop'],
    ],
  },
  {
    id: 'bollinger20',
    group: null,
    evidence: 'volatility',
    name: 'Bollinger bands 20, 2',
    rule: 'Buy when the close is below the lower band, sell when it is above the upper one.',
    reads: [
      ['close', 'close'],
      ['bollinger_lower', 'lower band'],
      ['bollinger_upper', 'upper band'],
    ],
  },
  {
    id: 'donchian20',
    group: null,
    evidence: 'trend',
    name: 'Donchian channel 20',
    rule: 'Buy when the close is above the highest high of the 20 bars before, sell when it is below their lowest low.',
    reads: [
      ['close', 'close'],
      ['donchian_low', 'lowest low'],
      ['donchian_high', 'highest high'],
    ],
  },
  {
    id: 'obv',
    group: null,
    evidence: 'volume',
    name: 'On-balance volume',
    rule: 'Buy when OBV is above its EMA 20, sell when it is below.',
    reads: [
      ['obv', 'OBV'],
      ['obv_ema20', 'its EMA 20'],
    ],
  },
  {
    id: 'cmf20',
    group: null,
    evidence: 'volume',
    name: 'Chaikin money flow 20',
    rule: `Buy when above ${cmf20.buy_above}, sell when below ${cmf20.sell_below}.`,
    thresholds: cmf20,
    reads: [['cmf20', 'CMF']],
  },
] as const;
