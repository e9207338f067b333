import { z } from 'zod';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { type ApiAnswer, callApi, readAs } from './call-api.ts';
import { optionalCount, optionalText } from './fields.ts';
import { githubEvent, githubPost } from './github-events.ts';
import { readRepositories } from './github-repositories.ts';
import { webUrl } from './links.ts';
import { normalProfileId } from './profile-id.ts';
import { waitOf } from './rate-limit.ts';
import { readInstant } from './read-instant.ts';
import { readItems } from './read-items.ts';
import type { Profile, SocialRequest, SocialSource } from './social.ts';
import { platformUnauthorized, profileNotFound, rateLimited } from './social-errors.ts';
import { plainLine, plainText } from './text.ts';

const NETWORK = 'GitHub';
const PAGE_SIZE = 100;
/** GitHub shows at most 300 events and rejects a fourth page (422). */
const LAST_PAGE = 3;
/** A "secondary" limit may be a 403 without headers; GitHub asks clients to wait at least a minute. */
const SECONDARY_WAIT_MS = 60_000;

/** https://docs.github.com/en/rest/users/users#get-a-user */
const user = z.object({
  id: z.number(),
  login: z.string().min(1).max(100),
  type: optionalText,
  name: optionalText,
  bio: optionalText,
  html_url: optionalText,
  avatar_url: optionalText,
  created_at: optionalText,
  followers: optionalCount,
  following: optionalCount,
});
type User = z.output<typeof user>;

/**
 * A user's public GitHub events: at most the last 30 days and 300 events. Repositories reach back further, so that they
 * are no posts beside these: the 100 pushed to last are part of the profile. Not with `@octokit/core`: it wraps errors of an injected `fetch`, treats broken JSON as text and quotes
 * GitHub's messages in its errors. Source:
 * https://docs.github.com/en/rest/activity/events#list-public-events-for-a-user
 */
export function githubSource(deps: {
  fetch: Fetch;
  now: () => number;
  token: string | undefined;
}): SocialSource {
  const call = (path: string, login: string, { signal }: SocialRequest) =>
    callApi({
      network: NETWORK,
      url: new URL(`https://api.github.com/users/${encodeURIComponent(login)}${path}`),
      headers: headersWith(deps.token),
      fetch: deps.fetch,
      now: deps.now,
      signal,
      refusal: (answer) => refusalOf(answer, login, deps.now()),
    });
  return {
    platform: 'github',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const login = normalProfileId('github', profileId);
      const { body } = await call('', login, request);
      const read = readAs(NETWORK, user, body);
      const path = `/repos?type=owner&sort=pushed&per_page=${PAGE_SIZE}`;
      const own = readAs(NETWORK, z.array(z.unknown()), (await call(path, login, request)).body);
      return { ...toProfile(read), repositories: readRepositories(own) };
    },
    async posts(profile, cursor, request) {
      const page = Math.min(LAST_PAGE, Math.max(1, Number(cursor ?? 1) || 1));
      const path = `/events/public?per_page=${PAGE_SIZE}&page=${page}`;
      const { body, headers } = await call(path, profile.handle, request);
      const events = readAs(NETWORK, z.array(z.unknown()), body);
      // GitHub filters events, so that a short page is no end, nor an empty one that names a next.
      const isEnd = events.length === 0 && !/rel="?next"?/.test(headers.get('link') ?? '');
      const next = !isEnd && page < LAST_PAGE ? String(page + 1) : null;
      return { ...(await readItems(events, githubEvent, githubPost)), next };
    },
  };
}

function headersWith(token: string | undefined): Record<string, string> {
  const version = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
  return token === undefined ? version : { ...version, authorization: `Bearer ${token}` };
}

function toProfile(read: User): Profile {
  return {
    platform: 'github',
    id: String(read.id),
    handle: read.login.toLowerCase(),
    displayName: plainLine(read.name),
    bio: plainText(read.bio ?? '').text || null,
    url: webUrl(read.html_url),
    createdAt: readInstant(read.created_at),
    followers: read.followers,
    following: read.following,
    posts: null,
    hasAvatar: null,
    verified: null,
    saysBot: read.type === 'Bot',
  };
}

function refusalOf({ status, body, headers }: ApiAnswer, login: string, nowMs: number): Error | null {
  if (status === 404) {
    return profileNotFound(
      NETWORK,
      login,
      'Check the spelling; GitHub shows a suspended account in the same way.',
    );
  }
  if (status === 401)
    return platformUnauthorized(NETWORK, 'refuses the token in GITHUB_TOKEN. Renew it or leave it out.');
  const message = z.object({ message: z.string() }).safeParse(body).data?.message ?? '';
  const isLimit = status === 403 && /rate limit|abuse detection/i.test(message);
  return isLimit ? rateLimited(NETWORK, waitOf(headers, nowMs) ?? SECONDARY_WAIT_MS) : null;
}
