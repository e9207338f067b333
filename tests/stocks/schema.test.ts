import { describe, expect, test } from 'vitest';
import { hashedInput, stockInputSchema } from '../../lib/stocks/schema.ts';

const schema = stockInputSchema;
const parse = (more: object) => schema.safeParse({ symbols: ['AAPL'], ...more });

describe('the currency of the capital', () => {
  test('is a code of ISO 4217, in any case', () => {
    expect(parse({ currency: ' inr ' }).data?.currency).toBe('INR');
    expect(parse({ currency: 'USX' }).error?.issues[0]?.message).toMatch(/"USX" is not a currency/);
  });

  test.each([
    ['GBp', 'GBP'],
    ['ZAc', 'ZAR'],
    ['ILA', 'ILS'],
  ])('is not %s: the remedy is %s', (minor, major) => {
    expect(parse({ currency: minor }).error?.issues[0]?.message).toContain(`give the capital in ${major}`);
  });
});

describe('what tells requests apart', () => {
  test('is, for a request without new options, what it was when fees had a default', () => {
    expect(JSON.stringify(hashedInput(schema.parse({ symbols: ['AAPL'], history_years: 2 })))).toBe(
      '{"symbols":["AAPL"],"capital":100000,"risk_percent":2,"position_cap_percent":20,' +
        '"strategies":["balanced"],"fee_percent":0.1,"slippage_percent":0.05,"history_years":2}',
    );
  });

  test('has each new option that is given', () => {
    const given = { currency: 'INR', fractional: true, volume_limit_percent: 1 };
    expect(hashedInput(schema.parse({ symbols: ['AAPL'], ...given }))).toMatchObject(given);
  });
});
