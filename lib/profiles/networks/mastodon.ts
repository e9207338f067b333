import { z } from 'zod';
import { PermanentError } from '../../core/errors.ts';
import { pinnedFetch } from '../../core/public-fetch.ts';
import { type ApiAnswer, callApi, NotJson, readAs } from './call-api.ts';
import { networkId, optionalCount, optionalFlag, optionalText } from './fields.ts';
import { loadHtmlReader } from './html.ts';
import { webUrl } from './links.ts';
import { mastodonPost, status } from './mastodon-posts.ts';
import { checkedHost, type NamedHostDeps } from './named-host.ts';
import { normalProfileId } from './profile-id.ts';
import { readInstant } from './read-instant.ts';
import { readItems } from './read-items.ts';
import type { Profile, SocialRequest, SocialSource } from './social.ts';
import * as errors from './social-errors.ts';
import { plainLine, plainText } from './text.ts';
import { serverOf } from './webfinger.ts';

const PAGE_SIZE = 40;
const MAX_BODY_BYTES = 3_000_000;
const WHAT = 'the host name of a server only, e.g. mastodon.social';

/** https://docs.joinmastodon.org/entities/Account/ */
const account = z.object({
  id: networkId,
  username: z.string().min(1).max(256),
  display_name: optionalText,
  note: optionalText,
  url: optionalText,
  avatar: optionalText,
  created_at: optionalText,
  followers_count: optionalCount,
  following_count: optionalCount,
  statuses_count: optionalCount,
  bot: optionalFlag,
  suspended: optionalFlag,
});
type Account = z.output<typeof account>;

/**
 * Any server with Mastodon's API. The host is user input: only https on the default port, all addresses must be
 * public, the connection is pinned to a checked one, and the API's redirects are refused. Not with `masto`: it calls
 * the global `fetch`, so neither connection nor response size could be limited. Sources:
 * https://docs.joinmastodon.org/methods/accounts/#lookup and #statuses
 */
export function mastodonSource(deps: NamedHostDeps): SocialSource {
  return {
    platform: 'mastodon',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const handle = normalProfileId('mastodon', profileId);
      const { read, server } = await lookedUp(deps, handle, request);
      if (read.suspended) throw errors.profileSuspended('Mastodon', handle);
      const readHtml = await loadHtmlReader();
      return toProfile(read, { handle, server, bio: readHtml(read.note ?? '').text });
    },
    async posts(profile, cursor, request) {
      const { handle } = profile;
      const { id, server } = accountOf(profile);
      const limit = Math.min(PAGE_SIZE, Math.max(1, request.most ?? PAGE_SIZE));
      const path = `accounts/${encodeURIComponent(id)}/statuses?limit=${limit}`;
      const query = cursor === null ? '' : `&max_id=${encodeURIComponent(cursor)}`;
      const { body, headers } = await callServer(deps, { handle, server }, path + query, request);
      const items = readAs(server, z.array(z.unknown()), body);
      const next = nextOf(headers, items, limit, cursor);
      if (cursor === null && items.length === 0 && next === null) assertPostsAreShown(profile);
      const context = { host: partsOf(handle).host, handle, readHtml: await loadHtmlReader() };
      const batch = await readItems(items, status, (item, changed) => mastodonPost(item, context, changed));
      return { ...batch, next };
    },
  };
}

/** Where an account is: the server may have another name than the domain of its handles. */
interface Place {
  handle: string;
  server: string;
}

/** Asks the host of the handle, and where it does not know the account, the server that it names by WebFinger. */
async function lookedUp(deps: NamedHostDeps, handle: string, request: SocialRequest) {
  const { user, host } = partsOf(handle);
  const lookup = async (name: string, server: string) => {
    const path = `accounts/lookup?acct=${encodeURIComponent(name)}`;
    const { body } = await callServer(deps, { handle, server }, path, request);
    return { read: readAs(server, account, body), server };
  };
  try {
    return await lookup(user, host);
  } catch (error) {
    if (!mayBeElsewhere(error)) throw error;
    const named = await serverOf(deps, { user, host }, request.signal);
    if (named === null || (named.server === host && named.user === user)) throw error;
    return lookup(named.user, named.server);
  }
}

/** What the host of a handle says where it has no such account, or is no server. */
const mayBeElsewhere = (error: unknown): boolean =>
  error instanceof NotJson ||
  (error instanceof PermanentError && ['profile_not_found', 'host_refused'].includes(error.code));

async function callServer(
  deps: NamedHostDeps,
  { handle, server }: Place,
  path: string,
  { signal }: SocialRequest,
) {
  const named = new URL(`https://${server}`);
  const { url, addresses } = await checkedHost(deps, named, { signal, what: WHAT });
  return callApi({
    network: server,
    url: new URL(`/api/v1/${path}`, url),
    fetch: pinnedFetch(addresses),
    now: deps.now,
    signal,
    maxBytes: MAX_BODY_BYTES,
    refusal: (answer) => refusalOf(answer, { handle, server }),
  });
}

/** The account's id on its server, and that server where it is not the host of the handle. */
function accountOf({ id, handle }: Profile): { id: string; server: string } {
  const at = id.indexOf('@');
  return at < 0 ? { id, server: partsOf(handle).host } : { id: id.slice(0, at), server: id.slice(at + 1) };
}

function partsOf(handle: string): { user: string; host: string } {
  const at = handle.lastIndexOf('@');
  return { user: handle.slice(0, at), host: handle.slice(at + 1) };
}

function toProfile(read: Account, { handle, server, bio }: Place & { bio: string }): Profile {
  const { host } = partsOf(handle);
  return {
    platform: 'mastodon',
    id: server === host ? read.id : `${read.id}@${server}`,
    handle: `${read.username.toLowerCase()}@${host}`,
    displayName: plainLine(read.display_name),
    bio: plainText(bio).text || null,
    url: webUrl(read.url),
    createdAt: readInstant(read.created_at),
    followers: read.followers_count,
    following: read.following_count,
    posts: read.statuses_count,
    hasAvatar: read.avatar ? !read.avatar.endsWith('/missing.png') : null,
    verified: null,
    saysBot: read.bot ?? null,
  };
}

/** An account whose posts are followers-only looks empty to the public. */
function assertPostsAreShown(profile: Profile): void {
  if (profile.posts === null || profile.posts === 0) return;
  const why = `it counts ${profile.posts} posts and shows none of them to the public`;
  throw errors.profilePrivate('Mastodon', profile.handle, why);
}

/** The next page from the `Link` header; only its `max_id` is used, so the server cannot redirect us elsewhere. */
function nextOf(headers: Headers, items: readonly unknown[], limit: number, cursor: string | null) {
  const next = nextId(headers.get('link'), items, limit);
  return next !== null && next !== cursor && /^[\w-]{1,128}$/.test(next) ? next : null;
}

function nextId(link: string | null, items: readonly unknown[], limit: number): string | null {
  if (link !== null) {
    const query = /<[^<>?]{1,500}\?([^<>]{1,1500})>\s*;\s*rel="?next"?/.exec(link)?.[1] ?? '';
    return new URLSearchParams(query).get('max_id');
  }
  const last = z.object({ id: z.string() }).safeParse(items.at(-1)).data;
  return items.length >= limit ? (last?.id ?? null) : null;
}

function refusalOf({ status: code, headers }: ApiAnswer, { handle, server }: Place): Error | null {
  if (code === 410) return errors.profileSuspended('Mastodon', handle);
  if (code === 404) {
    const hint = `Check the spelling: ${server} does not know it, nor does it name another server (WebFinger).`;
    return errors.profileNotFound('Mastodon', handle, hint);
  }
  if (code === 401 || code === 403 || code === 422) {
    return errors.platformUnauthorized(server, 'shows posts only to people who are logged in there.');
  }
  return code >= 300 && code < 400 ? redirected(server, headers.get('location')) : null;
}

/** A redirect could lead to a private address; the user can enter the right host instead. */
function redirected(host: string, location: string | null): Error {
  const to =
    location !== null && URL.canParse(location, `https://${host}`)
      ? new URL(location, `https://${host}`)
      : null;
  const where = to && to.host !== host ? ` to ${to.host.slice(0, 100)}` : '';
  return errors.hostRefused(
    `${host} redirects${where}, which is not followed. Name the server that its profiles are on.`,
  );
}
