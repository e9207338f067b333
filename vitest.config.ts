import { defineConfig } from 'vitest/config';
import { APART, WHOLE } from './tests/suites.ts';

const row = (name: string) => ({
  name,
  globalSetup: ['tests/support/postgres-setup.ts'],
  // Half of what they do is waiting; more than two at once do not fit on two processors.
  maxWorkers: 2,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 15_000 } },
});

export default defineConfig({
  test: {
    // The next run, and the long tests after `npm test`, need not transform again what has not changed.
    experimental: { fsModuleCache: true },
    reporters: process.env['VITEST_JSON']
      ? ['default', ['json', { outputFile: process.env['VITEST_JSON'] }]]
      : ['default'],
    projects: [
      {
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...row('tests'),
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/architecture/**', 'tests/long/**', ...WHOLE, ...APART],
          // Importing all that a suite needs takes longer than most suites: once for each worker.
          isolate: false,
        },
      },
      { test: { ...row('apart'), include: APART } },
    ],
  },
});
