import { describe, expect, test } from 'vitest';
import { amountUnit, isCurrency } from '../../../lib/stocks/money/currencies.ts';

describe('the unit of amounts', () => {
  test.each([
    ['GBp', 'GBP'],
    ['GBX', 'GBP'],
    ['ZAc', 'ZAR'],
    ['ILA', 'ILS'],
  ])('of prices in %s is %s, a hundred times as much', (quoted, currency) => {
    expect(amountUnit(quoted)).toEqual({ currency, perUnit: 100 });
  });

  test('of prices in a major unit is that', () => {
    expect(['GBP', 'JPY', 'INR'].map((code) => amountUnit(code))).toEqual([
      { currency: 'GBP', perUnit: 1 },
      { currency: 'JPY', perUnit: 1 },
      { currency: 'INR', perUnit: 1 },
    ]);
  });

  test('is not guessed', () => {
    expect(['XXX', 'ABC', 'gbp', ''].map((code) => amountUnit(code))).toEqual([null, null, null, null]);
    expect([isCurrency('USD'), isCurrency('USX')]).toEqual([true, false]);
  });
});
