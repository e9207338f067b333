import { z } from 'zod';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { type ApiAnswer, callApi, readAs } from './call-api.ts';
import { networkId, optionalCount, optionalFlag, optionalText } from './fields.ts';
import { webUrl } from './links.ts';
import { normalProfileId } from './profile-id.ts';
import { instantOf } from './read-instant.ts';
import { readItems } from './read-items.ts';
import { redditPost, redditThing } from './reddit-posts.ts';
import { type RedditApp, redditTokens } from './reddit-token.ts';
import type { Profile, SocialRequest, SocialSource } from './social.ts';
import { platformFailed, platformUnauthorized, profileNotFound, profileSuspended } from './social-errors.ts';
import { plainLine, plainText } from './text.ts';

const NETWORK = 'Reddit';
const PAGE_SIZE = 100;

/** https://www.reddit.com/dev/api#GET_user_{username}_about */
const about = z.object({
  data: z.object({
    id: networkId.optional(),
    name: z.string().min(1).max(100),
    created_utc: z.number().nullish().catch(null),
    is_suspended: optionalFlag,
    verified: optionalFlag,
    subreddit: z
      .object({
        title: optionalText,
        public_description: optionalText,
        subscribers: optionalCount,
        icon_img: optionalText,
      })
      .nullish()
      .catch(null),
  }),
});
type About = z.output<typeof about>['data'];

const listing = z.object({
  data: z.object({ children: z.array(z.unknown()), after: z.string().max(1_000).nullish() }),
});

/**
 * A user's submissions and comments, newest first, as `overview` mixes them: Reddit lists the newest 1,000. With an
 * app through OAuth; without one the public JSON, which Reddit refuses to many addresses. Source:
 * https://www.reddit.com/dev/api#GET_user_{username}_{where}
 */
export function redditSource(deps: {
  fetch: Fetch;
  now: () => number;
  app: RedditApp | undefined;
}): SocialSource {
  const { fetch, now, app } = deps;
  const tokens = app && redditTokens({ fetch, now, app });
  const call = async (
    path: string,
    query: Record<string, string>,
    name: string,
    { signal }: SocialRequest,
  ) => {
    const origin = tokens ? 'https://oauth.reddit.com' : 'https://www.reddit.com';
    const url = new URL(`${origin}/user/${encodeURIComponent(name)}/${path}${tokens ? '' : '.json'}`);
    url.search = new URLSearchParams({ raw_json: '1', ...query }).toString();
    const token = await tokens?.token(signal);
    return callApi({
      network: NETWORK,
      url,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      fetch,
      now,
      signal,
      refusal: (answer) => {
        if (answer.status === 401) tokens?.drop();
        return refusalOf(answer, name, app !== undefined);
      },
    });
  };
  return {
    platform: 'reddit',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const name = normalProfileId('reddit', profileId);
      const { body } = await call('about', {}, name, request);
      const { data } = readAs(NETWORK, about, body);
      if (data.is_suspended) throw profileSuspended(NETWORK, name);
      return toProfile(data);
    },
    async posts(profile, cursor, request) {
      const limit = String(Math.min(PAGE_SIZE, Math.max(1, request.most ?? PAGE_SIZE)));
      const query = { limit, sort: 'new', ...(cursor === null ? {} : { after: cursor }) };
      const { body } = await call('overview', query, profile.handle, request);
      const { children, after } = readAs(NETWORK, listing, body).data;
      const next = after && after !== cursor ? after : null;
      return { ...(await readItems(children, redditThing, redditPost)), next };
    },
  };
}

function toProfile(data: About): Profile {
  const own = data.subreddit;
  return {
    platform: 'reddit',
    id: data.id ?? data.name,
    handle: data.name.toLowerCase(),
    displayName: plainLine(own?.title),
    bio: plainText(own?.public_description ?? '').text || null,
    url: webUrl(`https://www.reddit.com/user/${encodeURIComponent(data.name)}`),
    createdAt: typeof data.created_utc === 'number' ? instantOf(data.created_utc * 1_000) : null,
    followers: own?.subscribers ?? null,
    following: null,
    posts: null,
    hasAvatar: own?.icon_img ? !own.icon_img.includes('/avatar_default_') : null,
    verified: null,
    saysBot: null,
  };
}

const WITHOUT_APP =
  'refuses requests without an app from this address. The operator can set REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET; the owner of the profile can give its archive (reddit_archive).';

function refusalOf({ status, headers }: ApiAnswer, name: string, hasApp: boolean): Error | null {
  if (status === 404) {
    return profileNotFound(
      NETWORK,
      name,
      'Check the spelling; Reddit shows a banned account in the same way.',
    );
  }
  if (status === 401 && hasApp) return platformFailed(NETWORK, 'a refusal of its own token');
  const isRefusal = (status === 401 || status === 403) && !headers.has('retry-after');
  return isRefusal && !hasApp ? platformUnauthorized(NETWORK, WITHOUT_APP) : null;
}
