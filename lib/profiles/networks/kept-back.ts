import type { Counts, Platform, Profile } from './social.ts';

/** See `twitterSource`: https://docs.x.com/x-api/users/get-posts */
const MOST_OF_X = 3_200;
/** https://docs.github.com/en/rest/activity/events: 300 events of the last 30 days. */
const GITHUB_DAYS = 30;
/** Reddit's listings end there; what was removed is missing in them, so some have fewer. */
const MOST_OF_REDDIT = 1_000;
const FEWEST_OF_REDDIT = 900;
/** https://www.youtube.com/feeds/videos.xml */
const MOST_OF_YOUTUBE = 15;
const DAY_MS = 86_400_000;
/** Why entries of a feed are left out that came again in place of older ones. */
export const PAGE_REPEATED = 'page_repeated';

/** What was read of a profile. */
export interface Observed {
  /** End of the observation, ISO 8601. */
  asOf: string | null;
  posts: number;
  pages: number;
  /** Posts left out, by reason. */
  skipped: Counts;
}

/**
 * What a network does not show of a profile, however often it is asked, as a sentence; null if nothing is known to be
 * kept back.
 */
export function keptBack(platform: Platform, profile: Profile, observed: Observed): string | null {
  switch (platform) {
    case 'twitter':
      return ofX(profile);
    case 'github':
      return ofGithub(profile, observed);
    case 'reddit':
      return ofReddit(observed);
    case 'youtube':
      return ofYoutube(profile, observed);
    case 'feed':
      return ofFeed(profile, observed);
    default:
      return null;
  }
}

function ofX({ posts }: Profile): string | null {
  return posts !== null && posts > MOST_OF_X
    ? `X shows the latest 3,200 posts, of ${posts} that it counts.`
    : null;
}

function ofGithub({ createdAt }: Profile, { asOf }: Observed): string | null {
  const isOlder =
    createdAt !== null && asOf !== null && Date.parse(asOf) - Date.parse(createdAt) > GITHUB_DAYS * DAY_MS;
  return isOlder ? 'GitHub shows at most 300 events, of the last 30 days; earlier ones are kept back.' : null;
}

function ofReddit({ posts }: Observed): string | null {
  return posts >= FEWEST_OF_REDDIT
    ? `Reddit lists the newest ${MOST_OF_REDDIT} posts and comments of a profile; earlier ones are kept back.`
    : null;
}

/** Read by its feed, a channel does not say how many videos it has. */
function ofYoutube({ posts: all }: Profile, { posts }: Observed): string | null {
  return all === null && posts >= MOST_OF_YOUTUBE
    ? 'YouTube shows the 15 newest videos of a channel without a key (YOUTUBE_API_KEY); earlier ones are kept back.'
    : null;
}

/** A feed of several documents has all entries, and one may say that it has them all (RFC 5005). */
function ofFeed({ posts: all }: Profile, { posts, pages, skipped }: Observed): string | null {
  if (skipped[PAGE_REPEATED] !== undefined) {
    return `Where the feed says that older entries are, it gives the same ones again: ${posts} were in it.`;
  }
  return pages > 1 || all !== null
    ? null
    : `A feed holds the newest entries, and this one does not say where older ones are: ${posts} were in it.`;
}
