import { describe, expect, test } from 'vitest';
import { BSE_COSTS, costPercents, NSE_COSTS, UK_COSTS, US_COSTS } from '../../../lib/stocks/money/costs.ts';

describe('the costs of a market', () => {
  test('at NSE are STT, exchange, SEBI, stamp duty on purchases, and GST on the exchange’s and SEBI’s', () => {
    // 0.1 + 0.00307 + 0.0001 + 18 % of 0.00317 are 0.1037406; a purchase pays 0.015 besides.
    expect(costPercents(NSE_COSTS, 1500)).toEqual({ buy: 0.118741, sell: 0.103741 });
  });

  test('in the US are on sales alone, a part of them for each share', () => {
    // 0.00206 and 100 × 0.000195 / 195.
    expect(costPercents(US_COSTS, 195)).toEqual({ buy: 0, sell: 0.00216 });
    expect(costPercents(US_COSTS, 1.95).sell).toBeCloseTo(0.01206, 6);
  });

  test('in London are stamp duty on purchases', () => {
    expect(costPercents(UK_COSTS, 12)).toEqual({ buy: 0.5, sell: 0 });
  });

  test('name where each figure comes from and of when, or that nobody has looked it up', () => {
    for (const { name, percent, source, date } of [...NSE_COSTS, ...BSE_COSTS, ...US_COSTS, ...UK_COSTS]) {
      if (percent === null) expect([name, source, date]).toEqual([name, null, null]);
      else
        expect([name, source, date]).toEqual([
          name,
          expect.stringMatching(/^https:/),
          expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        ]);
    }
  });
});
