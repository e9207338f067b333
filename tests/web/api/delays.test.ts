import { describe, expect, test } from 'vitest';
import { afterFault, afterLook } from '../../../web/api/delays.ts';
import { Refused, Unreachable } from '../../../web/api/refused.ts';

const refused = (status: number, retryAfter: number | null = null) =>
  new Refused(status, { code: 'x', detail: 'x', errors: undefined, request_id: '' }, retryAfter);

describe('the time between two looks', () => {
  test('makes at most 15 requests of a watched minute in which nothing changes, the first one included', () => {
    let [at, looks] = [0, 0];
    while (at < 60_000) at += afterLook(looks++);
    expect(looks).toBeLessThanOrEqual(15);
  });

  test('is half a second after a change, and never above ten seconds', () => {
    expect(afterLook(0)).toBe(500);
    expect(afterLook(1_000)).toBe(10_000);
  });

  test('ends when news is expected, and is not zero when that is now', () => {
    expect(afterLook(20, 3_000)).toBe(3_300);
    expect(afterLook(20, 0)).toBe(500);
    expect(afterLook(0, 60_000)).toBe(500);
  });
});

describe('after a failed look', () => {
  test('it is tried again ever later, as late as the service asks for', () => {
    const away = new Unreachable('away');
    expect([0, 1, 9].map((failed) => afterFault(away, failed))).toEqual([1_000, 2_000, 10_000]);
    expect(afterFault(refused(503), 0)).toBe(1_000);
    expect(afterFault(refused(429, 30), 0)).toBe(30_000);
  });

  test('a refusal that would come again is not asked for again', () => {
    expect([401, 403, 404, 422].map((status) => afterFault(refused(status), 0))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
