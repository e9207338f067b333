import { defineConfig } from 'vitest/config';

/** Nearly all of it is waiting in real time: these pass beside one another, and beside `npm test` (.ci/run). */
const WAITING = ['weather', 'misconfigurations/protected', 'providers/refusals'].map(fileOf);
/** They measure how one job gets on beside others, how soon, or a page's frames: nothing else runs meanwhile. */
const ALONE = ['archives', 'many-jobs', 'poison', 'providers/shares', 'recovery', 'web/long-lists'].map(
  fileOf,
);

function fileOf(name: string): string {
  return `tests/long/${name}.test.ts`;
}

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
  };
}

export default defineConfig({
  test: {
    reporters: process.env['VITEST_JSON']
      ? ['default', ['json', { outputFile: process.env['VITEST_JSON'] }]]
      : ['default'],
    projects: [
      { test: { ...suites('waiting', 0, WAITING.length), include: WAITING } },
      {
        test: {
          ...suites('working', 1, 2),
          include: ['tests/long/**/*.test.ts'],
          exclude: [...WAITING, ...ALONE],
        },
      },
      { test: { ...suites('alone', 2, 1), include: ALONE } },
    ],
  },
});
