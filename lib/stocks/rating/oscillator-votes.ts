import { THRESHOLDS } from './thresholds.ts';

const {
  rsi14,
  stochastic,
  cci20,
  adx14,
  awesome,
  stochastic_rsi,
  williams_r14,
  bull_bear_power13,
  ultimate,
} = THRESHOLDS;

/** The eleven oscillators of the published rating. */
export const OSCILLATORS = [
  {
    id: 'rsi14',
    group: 'oscillators',
    evidence: 'momentum',
    name: 'RSI 14',
    rule: `Buy when below ${rsi14.oversold} and rising, sell when above ${rsi14.overbought} and falling.`,
    thresholds: rsi14,
    reads: [
      ['rsi14', 'RSI'],
      ['rsi14_before', 'the bar before'],
    ],
  },
  {
    id: 'stochastic',
    group: 'oscillators',
    evidence: 'momentum',
    name: 'Stochastic 14, 3, 3',
    rule:
      `Buy when %K and %D are below ${stochastic.oversold} and %K is above %D, sell when both are above ` +
      `${stochastic.overbought} and %K is below %D.`,
    thresholds: stochastic,
    reads: [
      ['stochastic_k', '%K'],
      ['stochastic_d', '%D'],
    ],
  },
  {
    id: 'cci20',
    group: 'oscillators',
    evidence: 'momentum',
    name: 'CCI 20',
    rule: `Buy when below ${cci20.oversold} and rising, sell when above ${cci20.overbought} and falling.`,
    thresholds: cci20,
    reads: [
      ['cci20', 'CCI'],
      ['cci20_before', 'the bar before'],
    ],
  },
  {
    id: 'adx14',
    group: 'oscillators',
    evidence: 'trend',
    name: 'ADX 14, 14',
    rule: `With ADX above ${adx14.trending} and rising, buy when +DI is above -DI and sell when it is below.`,
    thresholds: adx14,
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
    evidence: 'momentum',
    name: 'Awesome Oscillator 5, 34',
    rule:
      `Buy when it crosses above ${awesome.zero}, or stays above ${awesome.zero} for two bars and turns up; sell when ` +
      `it crosses below ${awesome.zero}, or stays below ${awesome.zero} for two bars and turns down.`,
    thresholds: awesome,
    reads: [
      ['awesome', 'AO'],
      ['awesome_before', 'the bar before'],
      ['awesome_two_before', 'two bars before'],
    ],
  },
  {
    id: 'momentum10',
    group: 'oscillators',
    evidence: 'momentum',
    name: 'Momentum 10',
    rule: 'Buy when rising, sell when falling.',
    reads: [
      ['momentum10', 'momentum'],
      ['momentum10_before', 'the bar before'],
    ],
  },
  {
    id: 'macd',
    group: 'oscillators',
    evidence: 'trend',
    name: 'MACD 12, 26, 9',
    rule: 'Buy when MACD is above its signal, sell when below.',
    reads: [
      ['macd_line', 'MACD'],
      ['macd_signal', 'signal'],
    ],
  },
  {
    id: 'stochastic_rsi',
    group: 'oscillators',
    evidence: 'momentum',
    name: 'Stochastic RSI 3, 3, 14, 14',
    rule:
      `Buy in a downtrend (close below EMA 50) when %K and %D are below ${stochastic_rsi.oversold} and %K is above ` +
      `%D; sell in an uptrend when both are above ${stochastic_rsi.overbought} and %K is below %D.`,
    thresholds: stochastic_rsi,
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
    evidence: 'momentum',
    name: 'Williams %R 14',
    rule: `Buy when below ${williams_r14.oversold} and rising, sell when above ${williams_r14.overbought} and falling.`,
    thresholds: williams_r14,
    reads: [
      ['williams_r14', '%R'],
      ['williams_r14_before', 'the bar before'],
    ],
  },
  {
    id: 'bull_bear_power13',
    group: 'oscillators',
    evidence: 'momentum',
    name: 'Bull Bear Power 13',
    rule:
      `Buy in an uptrend (close above EMA 50) when bear power is below ${bull_bear_power13.zero} and rising; sell in ` +
      `a downtrend when bull power is above ${bull_bear_power13.zero} and falling.`,
    thresholds: bull_bear_power13,
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
    evidence: 'momentum',
    name: 'Ultimate Oscillator 7, 14, 28',
    rule: `Buy when above ${ultimate.buy_above}, sell when below ${ultimate.sell_below}.`,
    thresholds: ultimate,
    reads: [['ultimate', 'UO']],
  },
] as const;
