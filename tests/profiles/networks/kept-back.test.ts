import { expect, test } from 'vitest';
import { givenProfile } from '../../../lib/profiles/networks/given-profile.ts';
import { keptBack } from '../../../lib/profiles/networks/kept-back.ts';

const OBSERVED = { asOf: '2026-01-31T00:00:00.000Z', posts: 10, pages: 1, skipped: {} };

test('X keeps back what is beyond 3,200 posts, and says nothing where it counts no more', () => {
  const of = (posts: number | null) =>
    keptBack('twitter', { ...givenProfile('twitter', 'a'), posts }, OBSERVED);
  expect(of(3_201)).toContain('of 3201');
  expect([of(3_200), of(null)]).toEqual([null, null]);
});

test('GitHub keeps back what is older than 30 days', () => {
  const of = (createdAt: string | null) =>
    keptBack('github', { ...givenProfile('github', 'a'), createdAt }, OBSERVED);
  expect(of('2025-12-31T00:00:00.000Z')).toContain('30 days');
  expect([of('2026-01-02T00:00:00.000Z'), of(null)]).toEqual([null, null]);
});

test('Bluesky keeps back nothing', () => {
  expect(keptBack('bluesky', { ...givenProfile('bluesky', 'a'), posts: 90_000 }, OBSERVED)).toBeNull();
});

test('a feed keeps back what is older than its entries, unless it has others or says that there are none', () => {
  const of = (posts: number | null, pages: number) =>
    keptBack('feed', { ...givenProfile('feed', 'a'), posts }, { ...OBSERVED, pages });
  expect(of(null, 1)).toContain('10 were in it');
  expect([of(null, 2), of(10, 1)]).toEqual([null, null]);
});

test('a feed that gives the same entries in place of older ones keeps those back', () => {
  const observed = { ...OBSERVED, pages: 2, skipped: { page_repeated: 10 } };
  expect(keptBack('feed', givenProfile('feed', 'a'), observed)).toContain('same ones again');
  const repeatedWithin = { ...observed, skipped: { repeated: 10 } };
  expect(keptBack('feed', givenProfile('feed', 'a'), repeatedWithin)).toBeNull();
});

test('Reddit keeps back what is beyond its thousand, from where a listing may have ended by it', () => {
  const of = (posts: number) => keptBack('reddit', givenProfile('reddit', 'a'), { ...OBSERVED, posts });
  expect(of(950)).toContain('1000');
  expect(of(400)).toBeNull();
});

test('YouTube keeps back what is beyond 15 videos from those who have no key', () => {
  const of = (posts: number, all: number | null = null) =>
    keptBack('youtube', { ...givenProfile('youtube', 'a'), posts: all }, { ...OBSERVED, posts });
  expect(of(15)).toContain('YOUTUBE_API_KEY');
  expect([of(14), of(56, 56)]).toEqual([null, null]);
});
