import type { ValueName, VoteValues } from './values.ts';
import type { VoteId } from './votes.ts';

type Decision = -1 | 0 | 1;
type Rule = (v: VoteValues) => Decision;

const decide = (buy: boolean, sell: boolean): Decision => (buy ? 1 : sell ? -1 : 0);

const closeAgainst =
  (average: ValueName): Rule =>
  (v) =>
    decide(v[average] < v.close, v[average] > v.close);

/** Buy below `low` and rising, sell above `high` and falling. */
const turnsFrom =
  (now: ValueName, before: ValueName, low: number, high: number): Rule =>
  (v) =>
    decide(v[now] < low && v[now] > v[before], v[now] > high && v[now] < v[before]);

const ichimoku: Rule = (v) => {
  const { close, ichimoku_conversion: conversion, ichimoku_base: base } = v;
  const { ichimoku_cloud_a: cloudA, ichimoku_cloud_b: cloudB } = v;
  return decide(
    cloudA > cloudB && base > cloudA && conversion > base && close > conversion,
    cloudA < cloudB && base < cloudA && conversion < base && close < conversion,
  );
};

/** A sell wants ADX falling, as TradingView's help page has it; its Pine library wants ADX rising there too. */
const adx: Rule = (v) => {
  const trending = v.adx14 > 20;
  return decide(
    trending && v.plus_di14 > v.minus_di14 && v.adx14 > v.adx14_before,
    trending && v.plus_di14 < v.minus_di14 && v.adx14 < v.adx14_before,
  );
};

const awesome: Rule = (v) => {
  const { awesome: now, awesome_before: before, awesome_two_before: twoBefore } = v;
  const turnsUp = now > before && before < twoBefore;
  const turnsDown = now < before && before > twoBefore;
  return decide(now > 0 && (before <= 0 || turnsUp), now < 0 && (before >= 0 || turnsDown));
};

const stochasticRsi: Rule = (v) => {
  const { stochastic_rsi_k: k, stochastic_rsi_d: d } = v;
  return decide(
    v.close < v.ema50 && k < 20 && d < 20 && k > d,
    v.close > v.ema50 && k > 80 && d > 80 && k < d,
  );
};

const bullBearPower: Rule = (v) =>
  decide(
    v.close > v.ema50 && v.bear_power13 < 0 && v.bear_power13 > v.bear_power13_before,
    v.close < v.ema50 && v.bull_power13 > 0 && v.bull_power13 < v.bull_power13_before,
  );

/** Each vote's rule over values that all exist. */
export const RULES: Readonly<Record<VoteId, Rule>> = {
  sma10: closeAgainst('sma10'),
  sma20: closeAgainst('sma20'),
  sma30: closeAgainst('sma30'),
  sma50: closeAgainst('sma50'),
  sma100: closeAgainst('sma100'),
  sma200: closeAgainst('sma200'),
  ema10: closeAgainst('ema10'),
  ema20: closeAgainst('ema20'),
  ema30: closeAgainst('ema30'),
  ema50: closeAgainst('ema50'),
  ema100: closeAgainst('ema100'),
  ema200: closeAgainst('ema200'),
  hull_ma9: closeAgainst('hull_ma9'),
  vwma20: closeAgainst('vwma20'),
  ichimoku,
  rsi14: turnsFrom('rsi14', 'rsi14_before', 30, 70),
  stochastic: ({ stochastic_k: k, stochastic_d: d }) =>
    decide(k < 20 && d < 20 && k > d, k > 80 && d > 80 && k < d),
  cci20: turnsFrom('cci20', 'cci20_before', -100, 100),
  adx14: adx,
  awesome,
  momentum10: (v) => decide(v.momentum10 > v.momentum10_before, v.momentum10 < v.momentum10_before),
  macd: (v) => decide(v.macd_line > v.macd_signal, v.macd_line < v.macd_signal),
  stochastic_rsi: stochasticRsi,
  williams_r14: turnsFrom('williams_r14', 'williams_r14_before', -80, -20),
  bull_bear_power13: bullBearPower,
  ultimate: (v) => decide(v.ultimate > 70, v.ultimate < 30),
};
