import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { passStatement } from '../../lib/access/pass.ts';
import { fullAfterSql, leftSql, rateLimited, rateOf, waitOf } from '../../lib/access/rate.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { database } from '../support/jobs.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

describe('where somebody stands', () => {
  test.each([
    ['nothing used', 60, 0, 60],
    ['a second used, one request a second', 60, 1_000, 59],
    ['half a request counts as one', 60, 500, 59],
    ['rounding takes no request away', 7, 60_000 / 7 + 0.000_5, 6],
    ['all used', 60, 60_000, 0],
    ['more than all, after a limit was lowered or a clock put back', 60, 90_000, 0],
    ['less than nothing, after a clock was put forward', 60, -5_000, 60],
  ])('%s', (_, limit, usedMs, remaining) => {
    expect(rateOf(limit, usedMs)).toEqual({ limit, remaining, resetMs: Math.max(0, usedMs) });
  });

  test('who has none left waits until there is one, and not until there are all', () => {
    expect(waitOf(rateOf(60, 60_000))).toBe(1_000);
    expect(waitOf(rateOf(600, 60_000))).toBe(100);
    expect(waitOf(rateOf(1, 60_000))).toBe(60_000);
    expect(waitOf(rateOf(60, 0))).toBe(1);
  });

  test('is told in whole seconds, never in none', () => {
    const refusal = rateLimited(rateOf(600, 60_000));
    expect(refusal).toMatchObject({ code: 'rate_limited', retryAfterMs: 100 });
    expect(refusal.message).toMatch(/more than 600 requests a minute\. Come back in 1 s\.$/);
  });
});

describe('the arithmetic of the database', () => {
  const at = sql`timestamptz '2026-01-05 12:00:00+00'`;
  const plus = (seconds: number | null) =>
    seconds === null ? sql`null::timestamptz` : sql`(${at} + ${seconds}::float8 * interval '1 s')`;
  const read = async (expression: ReturnType<typeof sql>): Promise<number> => {
    const { rows } = await database(fresh.url).execute(sql`select (${expression})::float8 as value`);
    return z.object({ value: z.number() }).parse(rows[0]).value;
  };

  test.each([
    ['never used', null, 60],
    ['whole again long ago', -3_600, 60],
    ['whole again now', 0, 60],
    ['half used', 30, 30],
    ['a moment before the next request is there', 59.01, 0],
    ['at that moment', 59, 1],
    ['all used', 60, 0],
    ['all used, by a statement that began after this one', 75, -15],
    ['a clock that was put back by an hour', 3_650, 60],
  ])('%s', async (_, fullIn, left) => {
    expect(await read(leftSql(plus(fullIn), at, sql`60::float8`))).toBe(left);
  });

  test.each([
    ['from now, if all is there', -100, 10],
    ['from where it was, if not', 20, 30],
    ['from now, if the clock was put back', 3_650, 10],
  ])('10 requests of 60 more take 10 s: %s', async (_, fullIn, seconds) => {
    const after = fullAfterSql(plus(fullIn), at, sql`10::int`, sql`60::float8`);
    expect(await read(sql`extract(epoch from ${after} - ${at})`)).toBe(seconds);
  });
});

describe('an owner’s minute', () => {
  const passed = z.object({ granted: z.number(), used_ms: z.number(), per_minute: z.number().nullable() });
  const take = async (owner: string, count: number, usual: number | null = 60) => {
    const { rows } = await database(fresh.url).execute(passStatement({ owner }, count, usual));
    return passed.parse(rows[0]);
  };
  const shift = (owner: string, seconds: number) =>
    database(fresh.url).execute(
      sql`update owner_requests set full_at = full_at + ${seconds}::float8 * interval '1 s' where owner = ${owner}`,
    );

  test('may be spent at once, but no more than it', async () => {
    expect((await take('burst', 100)).granted).toBe(60);
    expect((await take('burst', 1)).granted).toBe(0);
  });

  test('comes back evenly, and never more than whole', async () => {
    expect((await take('even', 60)).granted).toBe(60);
    await shift('even', -10);
    expect((await take('even', 60)).granted).toBe(10);
    await shift('even', -3_600);
    expect((await take('even', 100)).granted).toBe(60);
  });

  test('is there again at once after the clock was put back', async () => {
    expect((await take('back', 60)).granted).toBe(60);
    await shift('back', 3_600);
    const { granted, used_ms } = await take('back', 1);
    expect(granted).toBe(1);
    expect(used_ms).toBeLessThanOrEqual(1_000);
  });

  test('that many ask for at the same time is shared, and not given twice', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => take('many', 10)));
    expect(all.reduce((sum, { granted }) => sum + granted, 0)).toBe(60);
  });

  test('has no end where there is no limit, and nothing is written', async () => {
    expect(await take('free', 1_000, null)).toMatchObject({ per_minute: null, granted: 0 });
    const { rows } = await database(fresh.url).execute(sql`select from owner_requests where owner = 'free'`);
    expect(rows).toEqual([]);
  });
});
