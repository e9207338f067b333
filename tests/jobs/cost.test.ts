import { describe, expect, test } from 'vitest';
import { costUsd } from '../../lib/jobs/cost.ts';

describe('the cost of a job', () => {
  test('is a dollar for 100,000 messages', () => {
    expect(costUsd({ messages: 100_000, functionMs: 0 })).toBe(1);
  });

  test('is 14.92 cents for an hour of a function: one busy CPU and 2 GB of memory', () => {
    expect(costUsd({ messages: 0, functionMs: 3_600_000 })).toBe(0.1492);
  });

  test('is told to a millionth of a dollar', () => {
    expect(costUsd({ messages: 5, functionMs: 1_234 })).toBe(0.000101);
  });
});
