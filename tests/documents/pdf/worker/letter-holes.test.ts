import { expect, test } from 'vitest';
import type { Holes } from '../../../../lib/documents/pdf/worker/glyph-holes.ts';
import { wronglyHoled } from '../../../../lib/documents/pdf/worker/letter-holes.ts';

const none: Holes = { count: 0, largest: undefined };
const round: Holes = { count: 1, largest: { x0: 0.2, x1: 0.8, y0: 0.15, y1: 0.85 } };
const high: Holes = { count: 1, largest: { x0: 0.2, x1: 0.8, y0: 0.55, y1: 0.85 } };
const low: Holes = { count: 1, largest: { x0: 0.2, x1: 0.8, y0: 0.1, y1: 0.45 } };

const drawn = (letters: Record<string, Holes>) => [...wronglyHoled(new Map(Object.entries(letters)))].sort();

test('letters drawn as they are named are right', () => {
  expect(drawn({ a: low, c: none, e: high, n: none, o: round, s: none, 6: low, 9: high, 7: none })).toEqual(
    [],
  );
});

test('letters that close where they should be open, and the other way round, are wrong', () => {
  expect(drawn({ a: none, c: low, e: high, n: round, o: none, s: none })).toEqual(['a', 'c', 'n', 'o']);
});

test('e for a, and 6 for 9, are told by where their holes lie', () => {
  expect(drawn({ a: high, e: low, o: round, r: none, b: low, 6: high, 9: low })).toEqual([
    '6',
    '9',
    'a',
    'e',
  ]);
});

test('small letters drawn as capitals are right', () => {
  expect(drawn({ a: low, e: none, r: high, p: high, d: round, b: { ...low, count: 2 }, s: none })).toEqual(
    [],
  );
});

test('a style that opens or closes letters makes none of them wrong', () => {
  expect(drawn({ o: none, a: none, e: none, d: none, n: none, s: none })).toEqual([]);
  expect(drawn({ o: round, l: round, h: round, k: round, f: round, y: round })).toEqual([]);
});
