import { expect, test } from 'vitest';
import { ago, day } from '../../../web/parts/times.ts';

const NOW = Date.UTC(2026, 0, 5, 12);

test.each([
  [4, 'just now'],
  [45, '45 seconds ago'],
  [180, '3 minutes ago'],
  [-7_200, 'in 2 hours'],
  [86_400, 'yesterday'],
  [40 * 86_400, '26 Nov 2025'],
])('%d seconds before now is %s', (seconds, text) => expect(ago(NOW - seconds * 1_000, NOW)).toBe(text));

test('a day of an exchange is the same day in every zone', () =>
  expect(day('2025-12-31')).toBe('31 Dec 2025'));
