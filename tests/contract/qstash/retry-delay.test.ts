import { describe, expect, test } from 'vitest';
import { compileRetryDelay, defaultBackoff } from '../../../dev/qstash/retry-delay.ts';

const DAY_MS = 86_400_000;

describe('an Upstash-Retry-Delay expression', () => {
  test.each([
    ['1000', 0, 1_000],
    ['1000 * (1 + retried)', 2, 3_000],
    ['pow(2, retried) * 1000', 3, 8_000],
    ['max(1000, pow(2, retried) * 100)', 0, 1_000],
    ['max(1000, pow(2, retried) * 100)', 5, 3_200],
    ['10 - 2 - 3', 0, 5],
    ['100 / 10 / 2', 0, 5],
    ['2 + 3 * 4', 0, 14],
    ['-(2 - 5)', 0, 3],
    ['- -7', 0, 7],
    ['.5 * 9', 0, 5],
    ['sqrt(16) + abs(-3)', 0, 7],
    ['exp(0) + floor(1.9) + ceil(1.1)', 0, 4],
    ['round(2.6) + min(5, retried)', 9, 8],
  ])('%s with retried %i is %i ms', (expression, retried, ms) => {
    expect(compileRetryDelay(expression)(retried)).toBe(ms);
  });

  test('stays within 0 and one day', () => {
    expect(compileRetryDelay('0 - 5')(0)).toBe(0);
    expect(compileRetryDelay('exp(99)')(0)).toBe(DAY_MS);
    expect(compileRetryDelay('1 / retried')(0)).toBe(DAY_MS);
    expect(compileRetryDelay('sqrt(-1)')(0)).toBe(defaultBackoff(0));
  });

  test.each([
    '',
    '1 +',
    '(1',
    '1)',
    'pow(2)',
    'pow(2, 3, 4)',
    'sqrt(1, 2)',
    'sin(1)',
    'n',
    'constructor(1)',
    'process.exit(1)',
    'retried.x',
    '1; 2',
    '2 ** 3',
    '1 2',
    '1.2.3',
    '.',
    '`1`',
    '('.repeat(10_000),
  ])('%s is refused', (expression) => {
    expect(() => compileRetryDelay(expression)).toThrow(SyntaxError);
  });
});

test('the default backoff is that of the documentation: 12 s, 2m28s, 30m8s, 6h7m6s, then a day', () => {
  const seconds = [0, 1, 2, 3, 4, 5].map((retried) => Math.floor(defaultBackoff(retried) / 1_000));
  expect(seconds).toEqual([12, 148, 1_808, 22_026, 86_400, 86_400]);
});
