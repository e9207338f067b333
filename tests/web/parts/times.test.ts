import { expect, test } from 'vitest';
import { day } from '../../../web/parts/times.ts';

test('a day of an exchange is the same day in every zone', () =>
  expect(day('2025-12-31')).toBe('31 Dec 2025'));
