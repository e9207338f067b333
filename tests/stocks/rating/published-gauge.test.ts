import { describe, expect, test } from 'vitest';
import { decide } from '../../../lib/stocks/rating/cast.ts';
import { adxOfHelpPage, RULES, type Rule } from '../../../lib/stocks/rating/rules.ts';

/**
 * Answers of TradingView's screener that others published, from after the rules of November 2024: its numbers, the votes
 * that it names itself (`Rec.…`), and its two group ratings. It gives no ADX of the bar before; by Wilder's
 * smoothing that is (14 ADX - DX) / 13.
 */
const CAPTURES = [
  {
    // Example answer of the API tradingview-data1 on RapidAPI, daily, undated; an SMA 200 of 86,000 is of 2025 or later.
    symbol: 'BINANCE:BTCUSDT',
    close: 76_517.56,
    averages: [
      ...[74_737.39, 74_817.89, 73_217.74, 72_401.07, 72_368.09, 71_054.42],
      ...[72_121.66, 70_724.11, 75_326.92, 74_026.98, 82_716.67, 86_126.65],
    ],
    named: {
      vwma20: 1,
      hull_ma9: 1,
      ichimoku: 0,
      stochastic_rsi: 0,
      williams_r14: 0,
      bull_bear_power13: 0,
      ultimate: 0,
    },
    rsi: [61.824, 60.334],
    stochastic: [70.224, 71.761],
    cci: [100.111, 86.767],
    adx: { now: 19.652, plus: 24.161, minus: 15.059 },
    awesome: [5023.268, 4773.818, 4652.422],
    momentum: [3474.4, 2878.28],
    macd: [1744.553, 1382.114],
    averagesRating: 0.6667,
    oscillatorsRating: 0.1818,
  },
  {
    // Rounded, daily, undated: numbers in the tests of a public server for Borsa Istanbul whose other dates are of 2026.
    symbol: 'BIST:THYAO',
    close: 299.25,
    averages: [292.6, 292.2, 295.6, 296.5, 298.6, 298.7, 302.9, 305.7, 306.2, 309.6, 305.3, 303.8],
    named: {
      vwma20: 1,
      hull_ma9: 1,
      ichimoku: 0,
      stochastic_rsi: 0,
      williams_r14: 0,
      bull_bear_power13: 0,
      ultimate: 0,
    },
    rsi: [51, 49],
    stochastic: [71, 61],
    cci: [6, -60],
    adx: { now: 23, plus: 18, minus: 32 },
    awesome: [-14.5, -16.1, -15],
    momentum: [-5.75, -3],
    macd: [-4.33, -4.75],
    averagesRating: 0.1333,
    oscillatorsRating: -0.0909,
  },
];

type Capture = (typeof CAPTURES)[number];

function adxReads({ adx: { now, plus, minus } }: Capture): number[] {
  const index = (100 * Math.abs(plus - minus)) / (plus + minus);
  return [now, (14 * now - index) / 13, plus, minus];
}

function oscillators(capture: Capture, adx: Rule): number {
  const { named } = capture;
  const cast = [
    decide(RULES.rsi14, capture.rsi),
    decide(RULES.stochastic, capture.stochastic),
    decide(RULES.cci20, capture.cci),
    decide(adx, adxReads(capture)),
    decide(RULES.awesome, capture.awesome),
    decide(RULES.momentum10, capture.momentum),
    decide(RULES.macd, capture.macd),
    named.stochastic_rsi + named.williams_r14 + named.bull_bear_power13 + named.ultimate,
  ];
  return cast.reduce((sum, vote) => sum + vote, 0) / 11;
}

describe.each(CAPTURES)('the published rating of $symbol', (capture) => {
  test('has oscillators that are rated as here', () => {
    expect(oscillators(capture, RULES.adx14)).toBeCloseTo(capture.oscillatorsRating, 4);
  });

  test('has averages that are rated as here, with an Ichimoku that counts as 0', () => {
    const { averages, close, named } = capture;
    const votes = averages.map((average) => decide(RULES.sma10, [close, average]));
    const sum = [...votes, named.vwma20, named.hull_ma9, named.ichimoku].reduce<number>((a, b) => a + b, 0);
    expect(sum / 15).toBeCloseTo(capture.averagesRating, 4);
  });
});

test('the help page’s rule for ADX does not give the published rating where ADX rises under a leading -DI', () => {
  const [, thyao] = CAPTURES;
  if (!thyao) throw new Error('there are two captures');
  const [now = 0, before = 0] = adxReads(thyao);
  expect(now).toBeGreaterThan(before);
  expect(oscillators(thyao, adxOfHelpPage)).not.toBeCloseTo(thyao.oscillatorsRating, 4);
});

test('on spans of the bar itself neither side of Ichimoku can happen', () => {
  for (const [conversion, base] of [
    [13, 12],
    [12, 13],
    [12, 12],
  ] as const) {
    for (const spanB of [0, 12.5, 99]) {
      for (const close of [0, 12.5, 99]) {
        const read = [close, conversion, base, (conversion + base) / 2, spanB];
        expect([read, decide(RULES.ichimoku, read)]).toEqual([read, 0]);
      }
    }
  }
});
