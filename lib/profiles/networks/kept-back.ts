import type { Platform, Profile } from './social.ts';

/** See `twitterSource`: https://docs.x.com/x-api/users/get-posts */
const MOST_OF_X = 3_200;
/** https://docs.github.com/en/rest/activity/events: 300 events of the last 30 days. */
const GITHUB_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * What a network does not show of a profile, however often it is asked, as a sentence; null if nothing is known to be
 * kept back.
 * @param asOf end of the observation, ISO 8601
 */
export function keptBack(platform: Platform, profile: Profile, asOf: string | null): string | null {
  if (platform === 'twitter' && profile.posts !== null && profile.posts > MOST_OF_X) {
    return `X shows the latest 3,200 posts, of ${profile.posts} that it counts.`;
  }
  const isOlder =
    profile.createdAt !== null &&
    asOf !== null &&
    Date.parse(asOf) - Date.parse(profile.createdAt) > GITHUB_DAYS * DAY_MS;
  return platform === 'github' && isOlder
    ? 'GitHub shows at most 300 events, of the last 30 days; earlier ones are kept back.'
    : null;
}
