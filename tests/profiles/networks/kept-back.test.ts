import { expect, test } from 'vitest';
import { givenProfile } from '../../../lib/profiles/networks/given-profile.ts';
import { keptBack } from '../../../lib/profiles/networks/kept-back.ts';

const AS_OF = '2026-01-31T00:00:00.000Z';

test('X keeps back what is beyond 3,200 posts, and says nothing where it counts no more', () => {
  const of = (posts: number | null) => keptBack('twitter', { ...givenProfile('twitter', 'a'), posts }, AS_OF);
  expect(of(3_201)).toContain('of 3201');
  expect([of(3_200), of(null)]).toEqual([null, null]);
});

test('GitHub keeps back what is older than 30 days', () => {
  const of = (createdAt: string | null) =>
    keptBack('github', { ...givenProfile('github', 'a'), createdAt }, AS_OF);
  expect(of('2025-12-31T00:00:00.000Z')).toContain('30 days');
  expect([of('2026-01-02T00:00:00.000Z'), of(null)]).toEqual([null, null]);
});

test('Bluesky keeps back nothing', () => {
  expect(keptBack('bluesky', { ...givenProfile('bluesky', 'a'), posts: 90_000 }, AS_OF)).toBeNull();
});
