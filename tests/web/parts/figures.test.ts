import { expect, test } from 'vitest';
import { bytes, lasted, price, signed, usd } from '../../../web/parts/figures.ts';

test.each([
  [0, '$0'],
  [0.000031, '$0.000031'],
  [0.00015, '$0.00015'],
  [0.00002, '$0.00002'],
  [0.25, '$0.25'],
  [0.1, '$0.10'],
  [12.5, '$12.50'],
])('a cost of %d reads %s', (value, text) => expect(usd(value)).toBe(text));

test.each([
  [840, '0.8 s'],
  [12_400, '12 s'],
  [185_000, '3 min 5 s'],
])('%d ms read %s', (ms, text) => expect(lasted(ms)).toBe(text));

test.each([
  [12, '12 B'],
  [4_200_000, '4.2 MB'],
  [1_070_000_000, '1.07 GB'],
])('%d bytes read %s', (size, text) => expect(bytes(size)).toBe(text));

test('prices have the places of their size, and signs one width', () => {
  expect([price(187.3), price(0.00123), signed(-0.086), signed(0)]).toEqual([
    '187.30',
    '0.00123',
    '−0.09',
    '+0.00',
  ]);
});
