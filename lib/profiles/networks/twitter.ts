import { z } from 'zod';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { type ApiAnswer, callApi, readAs } from './call-api.ts';
import { networkId, optionalCount, optionalFlag, optionalText } from './fields.ts';
import { webUrl } from './links.ts';
import { normalProfileId } from './profile-id.ts';
import { readInstant } from './read-instant.ts';
import { readItems } from './read-items.ts';
import type { Profile, SocialRequest, SocialSource } from './social.ts';
import * as errors from './social-errors.ts';
import { plainLine, plainText } from './text.ts';
import { tweet, twitterPost } from './twitter-posts.ts';

const NETWORK = 'X';
const PAGE_SIZE = 100;
/** X rejects smaller pages. */
const SMALLEST_PAGE = 5;

/** https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
const problem = z.object({ title: optionalText, detail: optionalText, type: optionalText });
type Problem = z.output<typeof problem>;
const answer = z.object({ data: z.unknown().optional(), errors: z.array(problem).nullish().catch(null) });

/** https://docs.x.com/x-api/fundamentals/data-dictionary#user */
const user = z.object({
  id: networkId,
  username: z.string().min(1).max(50),
  name: optionalText,
  description: optionalText,
  created_at: optionalText,
  profile_image_url: optionalText,
  protected: optionalFlag,
  verified: optionalFlag,
  public_metrics: z
    .object({ followers_count: optionalCount, following_count: optionalCount, tweet_count: optionalCount })
    .nullish()
    .catch(null),
});
type User = z.output<typeof user>;

const meta = z.object({
  meta: z
    .object({ next_token: z.string().max(1000).nullish() })
    .nullish()
    .catch(null),
});

const USER_FIELDS = 'created_at,description,profile_image_url,protected,public_metrics,verified';
const TWEET_FIELDS =
  'created_at,entities,in_reply_to_user_id,lang,note_tweet,public_metrics,referenced_tweets';

/**
 * X through API v2 with the operator's bearer token; reaches back 3,200 posts. X bills each post and user it returns,
 * so expansions, which return further users, are not requested. Sources:
 * https://docs.x.com/x-api/users/get-user-by-username and https://docs.x.com/x-api/users/get-posts
 */
export function twitterSource(deps: { fetch: Fetch; now: () => number; token: string }): SocialSource {
  const { fetch, now, token } = deps;
  const call = (path: string, query: Record<string, string>, username: string, { signal }: SocialRequest) => {
    const url = new URL(`https://api.x.com/2/users/${path}?${new URLSearchParams(query)}`);
    const headers = { authorization: `Bearer ${token}` };
    const refusal = (refused: ApiAnswer) => refusalOf(refused, username);
    return callApi({ network: NETWORK, url, headers, fetch, now, signal, refusal });
  };
  return {
    platform: 'twitter',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const username = normalProfileId('twitter', profileId);
      const path = `by/username/${encodeURIComponent(username)}`;
      const { body } = await call(path, { 'user.fields': USER_FIELDS }, username, request);
      const read = readAs(NETWORK, user, dataOf(body, username));
      if (read.protected) throw errors.profilePrivate(NETWORK, username, 'its posts are protected');
      return toProfile(read);
    },
    async posts(profile, cursor, request) {
      const path = `${encodeURIComponent(profile.id)}/tweets`;
      const { body } = await call(path, pageQuery(cursor, request.most), profile.handle, request);
      // An empty page has no `data`.
      const items = readAs(NETWORK, z.array(z.unknown()), dataOf(body, profile.handle) ?? []);
      const batch = await readItems(items, tweet, (item, changed) => twitterPost(item, profile, changed));
      const next = readAs(NETWORK, meta, body).meta?.next_token ?? null;
      return { ...batch, next: next === cursor ? null : next };
    },
  };
}

function pageQuery(cursor: string | null, most = PAGE_SIZE): Record<string, string> {
  const size = Math.min(PAGE_SIZE, Math.max(SMALLEST_PAGE, most));
  const query = { max_results: String(size), 'tweet.fields': TWEET_FIELDS };
  return cursor === null ? query : { ...query, pagination_token: cursor };
}

/** For an account it does not show, X answers 200 with `errors` and no `data`. */
function dataOf(body: unknown, username: string): unknown {
  const { data, errors: problems } = readAs(NETWORK, answer, body);
  const [first] = problems ?? [];
  if (data !== undefined || first === undefined) return data;
  throw (
    accountProblem(first, username) ?? errors.platformFailed(NETWORK, 'an error that it does not document')
  );
}

function accountProblem({ type, detail, title }: Problem, username: string): Error | null {
  const kind = type?.split('/').at(-1) ?? '';
  if (/suspended/i.test(detail ?? '')) return errors.profileSuspended(NETWORK, username);
  if (kind === 'not-authorized-for-resource' || title === 'Authorization Error') {
    return errors.profilePrivate(NETWORK, username, 'its posts are protected');
  }
  return kind === 'resource-not-found' ? errors.profileNotFound(NETWORK, username) : null;
}

function toProfile(read: User): Profile {
  const counts = read.public_metrics;
  return {
    platform: 'twitter',
    id: read.id,
    handle: read.username.toLowerCase(),
    displayName: plainLine(read.name),
    bio: plainText(read.description ?? '').text || null,
    url: webUrl(`https://x.com/${encodeURIComponent(read.username)}`),
    createdAt: readInstant(read.created_at),
    followers: counts?.followers_count ?? null,
    following: counts?.following_count ?? null,
    posts: counts?.tweet_count ?? null,
    hasAvatar: read.profile_image_url ? !read.profile_image_url.includes('default_profile') : null,
    verified: read.verified ?? null,
    saysBot: null,
  };
}

function refusalOf({ status, body }: ApiAnswer, username: string): Error | null {
  const kind = problem.safeParse(body).data?.type?.split('/').at(-1) ?? '';
  if (status === 401) {
    return errors.platformUnauthorized(
      NETWORK,
      'refuses the token in X_BEARER_TOKEN. Renew it in the developer portal.',
    );
  }
  if (status === 402 || kind === 'usage-capped' || kind === 'credits') {
    return errors.platformUnauthorized(
      NETWORK,
      'gives no more posts: the credits or the plan of X_BEARER_TOKEN are used up.',
    );
  }
  if (status === 403) {
    return errors.platformUnauthorized(
      NETWORK,
      'does not let the app of X_BEARER_TOKEN read profiles. Check its plan.',
    );
  }
  return status === 404 ? errors.profileNotFound(NETWORK, username) : null;
}
