import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { activity } from '../../../lib/profiles/analyses/activity.ts';
import { CONTEXT, post, postsAt, shown, whyNot } from './posts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const MONDAY = Date.UTC(2024, 5, 3);

test('counts days without a post as zeros', () => {
  const found = atOnce(
    activity(postsAt([MONDAY, MONDAY + HOUR, MONDAY + DAY]), {
      ...CONTEXT,
      asOf: new Date(MONDAY + 9 * DAY + HOUR).toISOString(),
    }),
  );
  expect(shown(found, 'posts_per_day')).toEqual({
    mean: 0.3,
    median: 0,
    p25: 0,
    p75: 0,
    most: 2,
    days: 10,
    active_days: 2,
    share_of_days_active: 0.2,
  });
  expect(whyNot(found, 'posts_per_week')).toBe('the posts span too few weeks');
});

test('counts full weeks back from the end of the observation', () => {
  const end = MONDAY + 28 * DAY;
  const found = atOnce(
    activity(postsAt([MONDAY, MONDAY + 8 * DAY, MONDAY + 9 * DAY, end]), {
      ...CONTEXT,
      asOf: new Date(end).toISOString(),
    }),
  );
  expect(shown(found, 'posts_per_week')).toEqual({
    mean: 1,
    median: 1,
    p25: 0.75,
    p75: 1.25,
    most: 2,
    weeks: 4,
  });
});

test('names the longest gap with the posts on both sides', () => {
  const found = atOnce(
    activity(postsAt([0, 1, 2, 30, 31, 33].map((hours) => MONDAY + hours * HOUR)), CONTEXT),
  );
  expect(found.findings['gaps']).toEqual({
    value: {
      hours_between_posts: { median: 1, p25: 1, p75: 2 },
      longest: { hours: 28, from: '2024-06-03T02:00:00.000Z', to: '2024-06-04T06:00:00.000Z' },
    },
    n: 5,
    confidence: 'low',
    post_ids: ['p2', 'p3'],
  });
});

test('tells the days since the last post, unless the observation ends with it', () => {
  const daily = postsAt(Array.from({ length: 10 }, (_, day) => MONDAY + day * DAY));
  const seenFor = (days: number) =>
    atOnce(activity(daily, { ...CONTEXT, asOf: new Date(MONDAY + days * DAY).toISOString() }));
  expect(shown(seenFor(9.5), 'since_last_post')).toEqual({ days: 0.5, longer_than_usual: false });
  expect(seenFor(21).findings['since_last_post']).toEqual({
    value: { days: 12, longer_than_usual: true },
    n: 1,
    confidence: 'high',
    post_ids: ['p9'],
  });
  expect(whyNot(seenFor(9), 'since_last_post')).toBe('the observation ends with the last post');
});

test('the streak is of days in the zone that the caller gives', () => {
  const posts = postsAt([MONDAY + 20 * HOUR, MONDAY + DAY + 2 * HOUR, MONDAY + 3 * DAY]);
  expect(shown(atOnce(activity(posts, CONTEXT)), 'longest_streak')).toEqual({
    days: 2,
    from: '2024-06-03',
    to: '2024-06-04',
  });
  const tokyo = atOnce(activity(posts, { ...CONTEXT, timeZone: 'Asia/Tokyo' }));
  expect(shown(tokyo, 'longest_streak')).toMatchObject({ days: 1, from: '2024-06-04' });
});

test('the heat map has 168 counts, and summer time moves them', () => {
  const posts = postsAt([Date.UTC(2024, 0, 1, 23, 30), Date.UTC(2024, 5, 3, 22, 30)]);
  const found = atOnce(activity(posts, { ...CONTEXT, timeZone: 'Europe/Berlin' }));
  const counts = Array.from({ length: 7 }, (_, weekday) =>
    Array.from({ length: 24 }, (__, hour) => (weekday === 1 && hour === 0 ? 2 : 0)),
  );
  expect(shown(found, 'hours_and_weekdays')).toMatchObject({ time_zone: 'Europe/Berlin', counts });
});

test('the busiest hour and weekday need thirty posts', () => {
  const times = Array.from({ length: 30 }, (_, index) => MONDAY + (index < 20 ? 14 : 9) * HOUR);
  const { n, post_ids: ids } = atOnce(activity(postsAt(times), CONTEXT)).findings['busiest'] ?? {};
  expect(n).toBe(30);
  expect(ids?.every((id) => Number(id.slice(1)) < 20)).toBe(true);
  expect(shown(atOnce(activity(postsAt(times), CONTEXT)), 'busiest')).toEqual({
    hour: 14,
    posts_in_hour: 20,
    share_in_hour: 0.667,
    weekday: 'monday',
    posts_on_weekday: 30,
    share_on_weekday: 1,
  });
  expect(whyNot(atOnce(activity(postsAt(times.slice(1)), CONTEXT)), 'busiest')).toBe(
    'with few posts an hour leads by chance',
  );
});

test('posts without a date or with an impossible one are counted and left out', () => {
  const posts = [
    ...postsAt([MONDAY]),
    post('none'),
    post('bad', { createdAt: 'yesterday' }),
    post('old', { createdAt: '0001-01-01T00:00:00.000Z' }),
    post('far', { createdAt: '9999-12-31T23:59:59.000Z' }),
  ];
  const found = atOnce(activity(posts, CONTEXT));
  expect(shown(found, 'dates')).toMatchObject({ with_date: 1, without_date: 2, with_impossible_date: 2 });
  expect(shown(found, 'by_month')).toEqual([{ month: '2024-06', posts: 1, post_ids: ['p0'] }]);
});

test('reposts are activity', () => {
  const found = atOnce(activity([post('a'), post('b', { kind: 'repost' })], CONTEXT));
  expect(shown(found, 'by_kind')).toEqual([
    { kind: 'post', posts: 1, share: 0.5, post_ids: ['a'] },
    { kind: 'reply', posts: 0, share: 0, post_ids: [] },
    { kind: 'repost', posts: 1, share: 0.5, post_ids: ['b'] },
    { kind: 'quote', posts: 0, share: 0, post_ids: [] },
  ]);
});

test('a zone that does not exist is said, not guessed', () => {
  expect(() => atOnce(activity([], { ...CONTEXT, timeZone: 'Mars/Olympus' }))).toThrow(
    expect.objectContaining({ code: 'time_zone_unknown' }),
  );
});
