import { describe, expect, test } from 'vitest';
import { amountsIn, percentagesIn } from '../../../lib/documents/analyses/amounts.ts';
import {
  IN_LOCALES,
  MARKED,
  NEGATIVE,
  PERCENTAGES,
  RANGES,
  SCALED,
  WITH_CURRENCIES,
  type Written,
} from './written-amounts.ts';

const TABLES = { IN_LOCALES, WITH_CURRENCIES, NEGATIVE, SCALED, MARKED, RANGES };
const cases = (table: readonly Written[]) => table.map(([text, ...values]) => ({ text, values }));
const valuesOf = (found: readonly { value: string | null }[]) => found.map(({ value }) => value);

describe('amounts are read as they are written', () => {
  for (const [name, table] of Object.entries(TABLES)) {
    test.each(cases(table))(`${name}: $text`, ({ text, values }) => {
      expect(valuesOf(amountsIn(text))).toEqual(values);
    });
  }

  test.each(cases(PERCENTAGES))('percentages: $text', ({ text, values }) => {
    expect(valuesOf(percentagesIn(text))).toEqual(values);
  });

  test('the table is not cut short', () => {
    expect(Object.values(TABLES).flat().length + PERCENTAGES.length).toBeGreaterThanOrEqual(120);
  });
});

test('an amount is quoted without the mark of its note and the brackets around it', () => {
  const quoted = (text: string) => amountsIn(text).map((amount) => [amount.index, amount.text]);
  expect(quoted('A fee of $320¹ (or 5 €) is due.')).toEqual([
    [9, '$320'],
    [19, '5 €'],
  ]);
  expect(quoted('from $3–5 million on')).toEqual([[5, '$3–5 million']]);
});

test.each(['1,', '1 ', "1'", '$1', '(1', '10^', '1 000 ', '5 € ', '1–', '½', '¹', '×10⁶', '- '])(
  'much of nothing but %j is read to its end',
  (piece) => {
    const text = `€${piece.repeat(100_000 / piece.length)}%`;
    expect(Array.isArray(amountsIn(text))).toBe(true);
    expect(Array.isArray(percentagesIn(text))).toBe(true);
  },
);
