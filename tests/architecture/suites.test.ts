import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALONE, APART, PROOFS, PROOFS_ALONE, WAITING, WHOLE } from '../suites.ts';

test('a suite that runs apart is there, and runs once', () => {
  const apart = [...APART, ...WAITING, ...ALONE, ...PROOFS, ...PROOFS_ALONE, ...WHOLE];
  expect(apart.filter((path) => !existsSync(path))).toEqual([]);
  expect(new Set(apart).size).toBe(apart.length);
});
