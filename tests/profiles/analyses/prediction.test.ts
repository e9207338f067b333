import { describe, expect, test } from 'vitest';
import { createRandom, poisson } from '../../../bench/authors/random.ts';
import { KINDS } from '../../../bench/authors/rates.ts';
import { atOnce } from '../../../lib/core/slices.ts';
import { addProbabilities, intervalOf } from '../../../lib/profiles/analyses/count-distribution.ts';
import { prediction } from '../../../lib/profiles/analyses/prediction.ts';
import { coverageOf } from '../forecasts/coverage.ts';
import { AS_OF, CONTEXT, postsAt, shown, whyNot } from './posts.ts';

const DAY = 86_400_000;
const END = Date.parse(AS_OF);

/** Posts of full weeks, oldest week first, evenly over each. */
const weeks = (counts: readonly number[], silentDays = 0) =>
  postsAt(
    counts.flatMap((count, index) =>
      Array.from(
        { length: count },
        (_, at) => END - silentDays * DAY - ((counts.length - index) * 7 - (7 * at) / count) * DAY,
      ),
    ),
  );
const predicted = (posts: ReturnType<typeof weeks>) => atOnce(prediction(posts, CONTEXT));
const random = createRandom(3);
const ROLLS = Array.from({ length: 60 }, () => poisson(9, random));

test('a forecast tells its interval, the weeks it was fitted to and how weeks of before were foretold', () => {
  const found = predicted(weeks(ROLLS));
  expect(found.findings['posts_next_week']?.n).toBe(60);
  expect(shown(found, 'posts_next_week')).toMatchObject({
    posts: expect.closeTo(9, -0.6),
    interval: { meant_to_hold: 0.8 },
    from_weeks: 60,
    back_test: { weeks: 54, share_inside_interval: expect.closeTo(0.8, 1) },
  });
});

test('fifteen full weeks are too few, sixteen are enough', () => {
  expect(whyNot(predicted(weeks(ROLLS.slice(0, 15))), 'posts_next_week')).toBe(
    'the posts span too few weeks',
  );
  expect(whyNot(predicted(weeks(ROLLS.slice(0, 16))), 'posts_next_week')).not.toBe(
    'the posts span too few weeks',
  );
});

test('after a silence longer than the usual pauses it cannot tell', () => {
  expect(whyNot(predicted(weeks(ROLLS, 9)), 'posts_next_week')).toMatch(
    /^cannot tell: no post for 10\.\d days/,
  );
});

test('after a silence that is long but not unusual the interval begins at 0, and it says why', () => {
  const random = createRandom(12);
  const days = Array.from({ length: 300 }, (_, day) => (random() < 0.35 ? day : null)).filter(
    (day) => day !== null,
  );
  const seenAt = (silent: number) => {
    const last = days.at(-1) ?? 0;
    return predicted(postsAt(days.map((day) => END - (last - day + silent) * DAY)));
  };
  expect(shown(seenAt(0.2), 'posts_next_week')).toMatchObject({ may_have_stopped: false });
  expect(shown(seenAt(4.5), 'posts_next_week')).toMatchObject({
    may_have_stopped: true,
    interval: { low: 0 },
    method: expect.stringContaining('begins at 0'),
  });
});

test('with few posts a week it cannot tell', () => {
  const seldom = weeks(Array.from({ length: 40 }, (_, week) => (week % 3 === 0 ? 0 : 1)));
  expect(whyNot(predicted(seldom), 'posts_next_week')).toMatch(/^cannot tell: with so few posts/);
});

test('what held other weeks than four in five is not called an interval of 80 %', () => {
  const narrow = weeks(Array.from({ length: 30 }, (_, week) => 5 + (week % 3)));
  expect(whyNot(predicted(narrow), 'posts_next_week')).toMatch(
    /^cannot tell: of 24 weeks .* 100 % fell inside/,
  );
});

test('of weeks that are nearly all alike no range holds 80 %, also where a timer failed now and then', () => {
  const outages = weeks(Array.from({ length: 60 }, (_, week) => (week % 6 === 1 ? week % 5 : 21)));
  expect(whyNot(predicted(outages), 'posts_next_week')).toMatch(
    /^cannot tell: 45 of 54 weeks have exactly 21 posts/,
  );
});

test('where the observation ends with the last post, it says that no silence can tell who stopped', () => {
  const posts = weeks(ROLLS);
  const last = posts.at(-1)?.createdAt ?? '';
  const found = atOnce(prediction(posts, { ...CONTEXT, asOf: last }));
  expect(JSON.stringify(found)).toContain('no silence can tell');
  expect(shown(found, 'posts_next_week')).toMatchObject({ may_have_stopped: true, interval: { low: 0 } });
  expect(JSON.stringify(predicted(posts))).toContain('for an author who goes on');
  expect(JSON.stringify(predicted(posts))).not.toContain('no silence can tell');
});

describe('the interval', () => {
  test('is of the whole counts whose tails come nearest to the wanted ones', () => {
    const poisson = new Float64Array(60);
    addProbabilities(poisson, { mean: 6, dispersion: 0 }, 1);
    // P(0 to 2) = 0.062, P(0 to 3) = 0.151, P(0 to 8) = 0.847, P(0 to 9) = 0.916
    expect(intervalOf(poisson, { below: 0.1, above: 0.1 })).toEqual({ low: 3, median: 6, high: 9 });
    expect(intervalOf(poisson, { below: 0.14, above: 0.15 })).toEqual({ low: 4, median: 6, high: 8 });
  });

  test('holds about four in five weeks that it did not see, whatever the habits', () => {
    const all = coverageOf(KINDS, 20, 7).filter(({ given }) => given > 0);
    const given = all.reduce((sum, each) => sum + each.given, 0);
    const held = all.reduce((sum, each) => sum + each.given * each.held, 0) / given;
    expect(given).toBeGreaterThan(140);
    expect(held).toBeGreaterThan(0.73);
    expect(held).toBeLessThan(0.87);
    for (const { told } of all) expect(Math.min(...told)).toBeGreaterThanOrEqual(0.75);
  });
});
