import { defineConfig } from 'vitest/config';
import { ALONE, PROOFS, PROOFS_ALONE, WAITING, WHOLE } from './tests/suites.ts';

/** @param groupOrder groups run one after another, lowest first */
function suites(name: string, groupOrder: number, maxWorkers: number) {
  return {
    name,
    globalSetup: ['tests/support/postgres-setup.ts'],
    sequence: { groupOrder },
    maxWorkers,
    maxConcurrency: 8,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // A page draws late while two suites share the processors.
    expect: { poll: { timeout: 15_000 } },
  };
}

export default defineConfig({
  test: {
    // The next run, and the long tests after `npm test`, need not transform again what has not changed.
    experimental: { fsModuleCache: true },
    reporters: process.env['VITEST_JSON']
      ? ['default', ['json', { outputFile: process.env['VITEST_JSON'] }]]
      : ['default'],
    projects: [
      { test: { ...suites('waiting', 0, WAITING.length), include: WAITING } },
      { test: { ...suites('whole', 1, 2), include: WHOLE } },
      {
        test: {
          ...suites('working', 1, 2),
          include: ['tests/long/**/*.test.ts'],
          exclude: [...WAITING, ...ALONE, ...PROOFS, ...PROOFS_ALONE],
        },
      },
      { test: { ...suites('alone', 2, 1), include: ALONE } },
      { test: { ...suites('proofs', 3, 2), include: PROOFS } },
      { test: { ...suites('proofs-alone', 4, 1), include: PROOFS_ALONE } },
    ],
  },
});
