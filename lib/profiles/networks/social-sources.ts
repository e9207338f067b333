import type { Fetch } from '../../core/guarded-fetch.ts';
import type { Resolve } from '../../core/public-fetch.ts';
import { blueskySource } from './bluesky.ts';
import { feedSource } from './feed.ts';
import { githubSource } from './github.ts';
import { hackerNewsSource } from './hacker-news.ts';
import { mastodonSource } from './mastodon.ts';
import type { SocialTokens } from './platforms.ts';
import type { Platform, SocialSource } from './social.ts';
import { twitterSource } from './twitter.ts';

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
    feedSource({ resolve, now, allowLocal }),
    ...(tokens.x === undefined ? [] : [twitterSource({ fetch, now, token: tokens.x })]),
  ];
  return new Map(sources.map((source) => [source.platform, source]));
}
