import { expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import { createProfileAnalyzer } from '../../lib/profiles/analyzer.ts';
import type { Platform } from '../../lib/profiles/networks/social.ts';
import { database } from '../support/jobs.ts';

const analyzer = createProfileAnalyzer({
  db: database('postgresql://u:p@unset.invalid/unset'),
  sources: new Map(),
  clock: systemClock,
  limits: { bluesky: { maxInFlight: 3 } },
  platforms: () => [],
  allowLocal: false,
});

/** The providers of the stages, in their order. */
function providersOf(platform: Platform, given: { posts: number } | null): (string | null)[] {
  const stored = { platform, profile_id: 'alice', mode: 'quick', max_posts: 100, time_zone: 'UTC', given };
  const open = analyzer.resume(stored);
  if (open === null) throw new Error('the stored input is not one');
  return open.stages.map(({ provider }) => provider);
}

test('steps that ask a network share its limits, and those that compute have none', () => {
  expect(providersOf('bluesky', null)).toEqual(['bluesky', 'bluesky', null, null]);
});

test('posts in the request ask nobody', () => {
  expect(providersOf('bluesky', { posts: 3 })).toEqual([null, null, null, null]);
});

test('each Mastodon server limits for itself: what one refuses pauses no job that asks another', () => {
  expect(providersOf('mastodon', null)).toEqual([null, null, null, null]);
});
