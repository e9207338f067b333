/** The eleven oscillators of the published rating. */
export const OSCILLATORS = [
  {
    id: 'rsi14',
    group: 'oscillators',
    evidence: 'momentum',
    name: 'RSI 14',
    rule: 'Buy when below 30 and rising, sell when above 70 and falling.',
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
    rule: 'Buy when %K and %D are below 20 and %K is above %D, sell when both are above 80 and %K is below %D.',
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
    rule: 'Buy when below -100 and rising, sell when above 100 and falling.',
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
    rule: 'Buy when +DI is above -DI with ADX above 20 and rising, sell when +DI is below -DI with ADX above 20 and falling.',
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
      'Buy when it crosses above 0, or stays above 0 for two bars and turns up; sell when it crosses below 0, ' +
      'or stays below 0 for two bars and turns down.',
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
      'Buy in a downtrend (close below EMA 50) when %K and %D are below 20 and %K is above %D; sell in an uptrend ' +
      'when both are above 80 and %K is below %D.',
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
    rule: 'Buy when below -80 and rising, sell when above -20 and falling.',
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
      'Buy in an uptrend (close above EMA 50) when bear power is below 0 and rising; sell in a downtrend when ' +
      'bull power is above 0 and falling.',
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
    rule: 'Buy when above 70, sell when below 30.',
    reads: [['ultimate', 'UO']],
  },
] as const;
