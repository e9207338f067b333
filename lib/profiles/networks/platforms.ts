import type { RedditApp } from './reddit-token.ts';
import { PLATFORMS, type Platform } from './social.ts';

/** The operator's tokens; undefined if not configured. */
export interface SocialTokens {
  github: string | undefined;
  x: string | undefined;
  reddit?: RedditApp | undefined;
  youtube?: string | undefined;
}

/** A platform in GET /api/platforms. */
export interface PlatformInfo {
  id: Platform;
  name: string;
  /** `nothing`, the variable for its token, or what a request must include. */
  needs: 'nothing' | 'X_BEARER_TOKEN' | 'posts' | 'upload';
  available: boolean;
  /** What can be read, in words. */
  limits: string;
  /** Alternative names accepted in requests. */
  aliases: string[];
}

type Fixed = Pick<PlatformInfo, 'name' | 'needs' | 'limits' | 'aliases'>;

const FIXED: Readonly<Record<Platform, Fixed>> = {
  bluesky: {
    name: 'Bluesky',
    needs: 'nothing',
    limits: 'All public posts, 100 a page. Accounts that ask not to be shown without a login are not read.',
    aliases: ['bsky'],
  },
  mastodon: {
    name: 'Mastodon',
    needs: 'nothing',
    limits:
      'Public posts on any server of the Mastodon API, 40 a page, 300 requests in 5 minutes. Some servers show posts only after a login.',
    aliases: ['fediverse'],
  },
  github: {
    name: 'GitHub',
    needs: 'nothing',
    limits:
      'Public events of the last 30 days, 300 at most, without commit messages, and the 100 own repositories pushed to last. 60 requests an hour, 5,000 with GITHUB_TOKEN.',
    aliases: ['gh'],
  },
  hackernews: {
    name: 'Hacker News',
    needs: 'nothing',
    limits: 'All stories, polls and comments, 500 a page, 10,000 requests an hour.',
    aliases: ['hn', 'hacker_news'],
  },
  twitter: {
    name: 'X (Twitter)',
    needs: 'X_BEARER_TOKEN',
    limits: 'The latest 3,200 posts, 100 a page. X bills each post and each user that is read.',
    aliases: ['x'],
  },
  reddit: {
    name: 'Reddit',
    needs: 'nothing',
    limits:
      'The newest 1,000 posts and comments, 100 a page. Reddit refuses many addresses without an app (REDDIT_CLIENT_ID, REDDIT_CLIENT_SECRET).',
    aliases: [],
  },
  youtube: {
    name: 'YouTube',
    needs: 'nothing',
    limits:
      'Titles and descriptions of a channel’s 15 newest videos, by its id (UC…); with YOUTUBE_API_KEY of all, 50 a page, also by its @handle.',
    aliases: ['yt'],
  },
  feed: {
    name: 'RSS, Atom or JSON feed',
    needs: 'nothing',
    limits:
      'Any blog or podcast by the address of its feed, or of a page that links it. A feed holds the newest entries; older ones are read where it names a document with them (RFC 5005, next_url).',
    aliases: ['rss', 'atom', 'blog', 'podcast'],
  },
  inline: {
    name: 'Posts in the request',
    needs: 'posts',
    limits: 'Up to 20,000 posts; each is read up to 100,000 characters.',
    aliases: [],
  },
  twitter_archive: {
    name: 'X archive',
    needs: 'upload',
    limits:
      '200,000 posts of the zip, or the newest 20,000 of data/tweets.js alone; without received replies and the authors of quoted posts.',
    aliases: ['x_archive'],
  },
  mastodon_archive: {
    name: 'Mastodon archive',
    needs: 'upload',
    limits:
      '200,000 public posts of the zip, or the newest 20,000 of outbox.json alone; direct messages and posts for followers are left out.',
    aliases: [],
  },
  bluesky_archive: {
    name: 'Bluesky repository (CAR)',
    needs: 'upload',
    limits: '200,000 posts and reposts; without likes and replies received.',
    aliases: ['bsky_archive'],
  },
  threads_archive: {
    name: 'Threads archive',
    needs: 'upload',
    limits: '200,000 posts of the zip (JSON); replies are not told apart, and nothing is said of likes.',
    aliases: [],
  },
  instagram_archive: {
    name: 'Instagram archive',
    needs: 'upload',
    limits: '200,000 captions of the zip (JSON); nothing is said of likes.',
    aliases: [],
  },
  reddit_archive: {
    name: 'Reddit archive',
    needs: 'upload',
    limits: '200,000 posts and comments of the zip; nothing is said of votes, nor whom a comment answers.',
    aliases: [],
  },
};

export function platformInfo(tokens: SocialTokens): PlatformInfo[] {
  return PLATFORMS.map((id) => {
    const fixed = FIXED[id];
    return { id, ...fixed, available: fixed.needs !== 'X_BEARER_TOKEN' || tokens.x !== undefined };
  });
}

/** Finds a platform by name or alias, ignoring case; null if there is none. */
export function platformNamed(given: string): Platform | null {
  const name = given.trim().toLowerCase();
  return PLATFORMS.find((id) => id === name || FIXED[id].aliases.includes(name)) ?? null;
}
