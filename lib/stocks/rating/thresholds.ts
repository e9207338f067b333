/**
 * The constants of the rules, by vote. Rules, sentences, near flips and the JSON read them here. A vote that is not
 * listed only compares its numbers with each other.
 */
export const THRESHOLDS = {
  rsi14: { oversold: 30, overbought: 70 },
  stochastic: { oversold: 20, overbought: 80 },
  cci20: { oversold: -100, overbought: 100 },
  adx14: { trending: 20 },
  awesome: { zero: 0 },
  stochastic_rsi: { oversold: 20, overbought: 80 },
  williams_r14: { oversold: -80, overbought: -20 },
  bull_bear_power13: { zero: 0 },
  ultimate: { sell_below: 30, buy_above: 70 },
  cmf20: { sell_below: -0.05, buy_above: 0.05 },
} as const;
