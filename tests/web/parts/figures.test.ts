import { expect, test } from 'vitest';
import { price, signed } from '../../../web/parts/figures.ts';

test('prices have the places of their size, and signs one width', () => {
  expect([price(187.3), price(0.00123), signed(-0.086), signed(0)]).toEqual([
    '187.30',
    '0.00123',
    '−0.09',
    '+0.00',
  ]);
});
