import type { ProviderLimits } from '../jobs/types.ts';
import type { Gathered } from './gathered.ts';
import { type Reader, refused, taken } from './reading.ts';

/** The sources that have limits, each under the name of its row in `providers`. */
export const PROVIDERS = [
  'yahoo',
  'twelvedata',
  'bluesky',
  'github',
  'hackernews',
  'twitter',
  'reddit',
  'youtube',
] as const;
export type ProviderName = (typeof PROVIDERS)[number];

const perMinute = (steps: number) => steps / 60;
const perHour = (steps: number) => steps / 3_600;

/**
 * What each source takes, in steps; a step of a profile makes up to two requests. Whatever stands here, a refusal
 * of the source pauses it.
 *
 * - yahoo: undocumented. Cautious: it blocks bursts.
 * - twelvedata: documented, 8 credits a minute on the free plan (https://twelvedata.com/pricing), one a request.
 * - bluesky: undocumented for the public API ("generous"). Cautious: below the 3,000 in 5 minutes of a data server
 *   (https://docs.bsky.app/docs/advanced-guides/rate-limits).
 * - github: documented, 60 requests an hour without a token, 5,000 with one
 *   (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api).
 * - hackernews: documented, 10,000 requests an hour for an address (https://hn.algolia.com/api).
 * - twitter: by plan and by endpoint. Cautious.
 * - reddit: documented, 100 requests a minute of an app
 *   (https://support.reddithelp.com/hc/en-us/articles/16160319875092-Reddit-Data-API-Wiki); undocumented without one. Cautious.
 * - youtube: undocumented for feeds, cautious; with a key 10,000 units a day
 *   (https://developers.google.com/youtube/v3/determine_quota_cost), one a request.
 *
 * Mastodon and feeds are missing: each server limits for itself, so one's refusal says nothing of another.
 */
export const PROVIDER_LIMITS: Readonly<Record<ProviderName, ProviderLimits>> = {
  yahoo: { maxInFlight: 4 },
  twelvedata: { maxInFlight: 2, perSecond: perMinute(7), burst: 1 },
  bluesky: { maxInFlight: 10, perSecond: 4, burst: 20 },
  github: { maxInFlight: 2, perSecond: perHour(20), burst: 20 },
  hackernews: { maxInFlight: 5, perSecond: perHour(4_500), burst: 50 },
  twitter: { maxInFlight: 2, perSecond: perMinute(20), burst: 10 },
  reddit: { maxInFlight: 1, perSecond: perMinute(4), burst: 4 },
  youtube: { maxInFlight: 2, perSecond: 1, burst: 10 },
};

const WITH_GITHUB_TOKEN: ProviderLimits = { maxInFlight: 5, perSecond: perHour(2_000), burst: 100 };

const LARGEST = 10_000;
const REMEDY = `Write what differs from the default, e.g. "in_flight=4 per_second=2 burst=5", with numbers above 0 and up to ${LARGEST}; per_second=none lifts the limit per time.`;

const whole = (value: number) => Number.isSafeInteger(value);
const positive = (value: number) => value > 0 && value <= LARGEST;

/** Reads `in_flight=4 per_second=2 burst=5` over the limits that hold without it. */
function limitsOver(known: ProviderLimits): Reader<ProviderLimits> {
  return (text) => {
    const { maxInFlight, ...rate } = known;
    const limits: ProviderLimits = { maxInFlight, ...rate };
    const seen = new Set<string>();
    for (const [place, part] of text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .entries()) {
      const [, name = '', value = ''] = /^([a-z_]+)=(none|\d+(?:\.\d+)?)$/.exec(part) ?? [];
      if (seen.has(name)) return refused(`says ${name} twice`, REMEDY);
      seen.add(name);
      if (!put(limits, name, value))
        return refused(`holds a part that is no limit (number ${place + 1})`, REMEDY);
    }
    if (limits.burst !== undefined && limits.perSecond === undefined)
      return refused('sets a burst without a limit per time', REMEDY);
    return taken(limits);
  };
}

/** False if it is not a limit. */
function put(limits: ProviderLimits, name: string, value: string): boolean {
  if (name === 'per_second' && value === 'none') {
    delete limits.perSecond;
    delete limits.burst;
    return true;
  }
  const number = Number(value);
  if (!positive(number)) return false;
  if (name === 'per_second') limits.perSecond = number;
  else if (name === 'in_flight' && whole(number)) limits.maxInFlight = number;
  else if (name === 'burst' && whole(number)) limits.burst = number;
  else return false;
  return true;
}

const WITH_REDDIT_APP: ProviderLimits = { maxInFlight: 4, perSecond: perMinute(45), burst: 20 };
const WITH_YOUTUBE_KEY: ProviderLimits = { maxInFlight: 4, perSecond: perHour(200), burst: 200 };

/** Those of sources that take more from whom they know. */
interface Known {
  githubToken: string | undefined;
  redditApp: object | undefined;
  youtubeKey: string | undefined;
}

function limitsFor(name: ProviderName, { githubToken, redditApp, youtubeKey }: Known): ProviderLimits {
  if (name === 'github' && githubToken !== undefined) return WITH_GITHUB_TOKEN;
  if (name === 'reddit' && redditApp !== undefined) return WITH_REDDIT_APP;
  return name === 'youtube' && youtubeKey !== undefined ? WITH_YOUTUBE_KEY : PROVIDER_LIMITS[name];
}

/** The limits of every source, as the operator has set them by `PROVIDER_…`. */
export function readProviderLimits({ read }: Gathered, secrets: Known): Record<ProviderName, ProviderLimits> {
  const known = (name: ProviderName): ProviderLimits => limitsFor(name, secrets);
  return {
    yahoo: read('PROVIDER_YAHOO', limitsOver(known('yahoo'))) ?? known('yahoo'),
    twelvedata: read('PROVIDER_TWELVEDATA', limitsOver(known('twelvedata'))) ?? known('twelvedata'),
    bluesky: read('PROVIDER_BLUESKY', limitsOver(known('bluesky'))) ?? known('bluesky'),
    github: read('PROVIDER_GITHUB', limitsOver(known('github'))) ?? known('github'),
    hackernews: read('PROVIDER_HACKERNEWS', limitsOver(known('hackernews'))) ?? known('hackernews'),
    twitter: read('PROVIDER_TWITTER', limitsOver(known('twitter'))) ?? known('twitter'),
    reddit: read('PROVIDER_REDDIT', limitsOver(known('reddit'))) ?? known('reddit'),
    youtube: read('PROVIDER_YOUTUBE', limitsOver(known('youtube'))) ?? known('youtube'),
  };
}
