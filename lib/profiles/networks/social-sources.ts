import type { Fetch } from '../../core/guarded-fetch.ts';
import type { Resolve } from '../../core/public-fetch.ts';
import { blueskySource } from './bluesky.ts';
import { feedSource } from './feed.ts';
import { githubSource } from './github.ts';
import { hackerNewsSource } from './hacker-news.ts';
import { mastodonSource } from './mastodon.ts';
import type { SocialTokens } from './platforms.ts';
import { redditSource } from './reddit.ts';
import type { Platform, SocialSource } from './social.ts';
import { twitterSource } from './twitter.ts';
import { youtubeApi } from './youtube-api.ts';
import { youtubeFeed } from './youtube-feed.ts';

export interface SocialSourcesDeps {
  /** For networks with fixed hosts. Hosts of Mastodon and feeds are user input: those open checked connections. */
  fetch: Fetch;
  /** DNS for hosts that users name; `systemResolve` of `lib/core/public-fetch.ts`. */
  resolve: Resolve;
  now: () => number;
  tokens: SocialTokens;
  /** Also allow hosts on localhost over http; default false. */
  allowLocal?: boolean | undefined;
}

/** The networks available; X only with a token. */
export function createSocialSources(deps: SocialSourcesDeps): ReadonlyMap<Platform, SocialSource> {
  const { fetch, resolve, now, tokens, allowLocal = false } = deps;
  const sources = [
    blueskySource({ fetch, now }),
    mastodonSource({ resolve, now, allowLocal }),
    githubSource({ fetch, now, token: tokens.github }),
    hackerNewsSource({ fetch, now }),
    redditSource({ fetch, now, app: tokens.reddit }),
    tokens.youtube === undefined
      ? youtubeFeed({ fetch, now })
      : youtubeApi({ fetch, now, key: tokens.youtube }),
    feedSource({ resolve, now, allowLocal }),
    ...(tokens.x === undefined ? [] : [twitterSource({ fetch, now, token: tokens.x })]),
  ];
  return new Map(sources.map((source) => [source.platform, source]));
}
