import { z } from 'zod';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { blueskyPost, feedItem } from './bluesky-posts.ts';
import { type ApiAnswer, callApi, readAs } from './call-api.ts';
import { listOf, networkId, optionalCount, optionalText } from './fields.ts';
import { webUrl } from './links.ts';
import { normalProfileId } from './profile-id.ts';
import { readInstant } from './read-instant.ts';
import { readItems } from './read-items.ts';
import type { Profile, SocialRequest, SocialSource } from './social.ts';
import { profileNotFound, profilePrivate, profileSuspended } from './social-errors.ts';
import { plainLine, plainText } from './text.ts';

const NETWORK = 'Bluesky';
const PAGE_SIZE = 100;

/** `app.bsky.actor.defs#profileViewDetailed`. */
const profileView = z.object({
  did: networkId,
  handle: z.string().min(1).max(253),
  displayName: optionalText,
  description: optionalText,
  avatar: optionalText,
  createdAt: optionalText,
  followersCount: optionalCount,
  followsCount: optionalCount,
  postsCount: optionalCount,
  labels: listOf(z.object({ val: z.string(), src: optionalText, neg: z.boolean().nullish() })),
  verification: z.object({ verifiedStatus: optionalText }).nullish().catch(null),
});
type ProfileView = z.output<typeof profileView>;

const feed = z.object({ feed: z.array(z.unknown()), cursor: z.string().max(1000).nullish() });

/** XRPC: `{ error, message }`. */
const xrpcError = z.object({ error: z.string(), message: z.string().nullish() });

/**
 * Bluesky through its public AppView, without an account. Not with `@atproto/api`: importing it costs 400 ms, 65 MB
 * of memory and 1 MB of bundle; its validators check the fixtures instead. Source:
 * https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed
 */
export function blueskySource(deps: { fetch: Fetch; now: () => number }): SocialSource {
  const call = (method: string, query: Record<string, string>, profileId: string, request: SocialRequest) => {
    const url = new URL(`https://public.api.bsky.app/xrpc/${method}`);
    url.search = new URLSearchParams(query).toString();
    const refusal = (answer: ApiAnswer) => refusalOf(answer, profileId);
    return callApi({ network: NETWORK, url, ...deps, signal: request.signal, refusal });
  };
  return {
    platform: 'bluesky',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const actor = normalProfileId('bluesky', profileId);
      const { body } = await call('app.bsky.actor.getProfile', { actor }, actor, request);
      return toProfile(readAs(NETWORK, profileView, body));
    },
    async posts(profile, cursor, request) {
      const limit = String(Math.min(PAGE_SIZE, Math.max(1, request.most ?? PAGE_SIZE)));
      const query = { actor: profile.id, limit, filter: 'posts_with_replies', ...(cursor ? { cursor } : {}) };
      const { body } = await call('app.bsky.feed.getAuthorFeed', query, profile.handle, request);
      const page = readAs(NETWORK, feed, body);
      return { ...(await readItems(page.feed, feedItem, blueskyPost)), next: nextOf(page, cursor) };
    },
  };
}

/** A cursor that points to itself ends the list; an empty page with another one does not. */
function nextOf(page: z.output<typeof feed>, cursor: string | null): string | null {
  return page.cursor === cursor ? null : page.cursor || null;
}

function toProfile(view: ProfileView): Profile {
  // The account asks not to be shown to logged-out users; the API leaves it to clients to honour this.
  if (view.labels.some(({ val, neg }) => val === '!no-unauthenticated' && neg !== true)) {
    throw profilePrivate(NETWORK, view.handle, 'it asks not to be shown to people who are not logged in');
  }
  return {
    platform: 'bluesky',
    id: view.did,
    handle: view.handle.toLowerCase(),
    displayName: plainLine(view.displayName),
    bio: plainText(view.description ?? '').text || null,
    url: webUrl(`https://bsky.app/profile/${encodeURIComponent(view.handle)}`),
    createdAt: readInstant(view.createdAt),
    followers: view.followersCount,
    following: view.followsCount,
    posts: view.postsCount,
    hasAvatar: Boolean(view.avatar),
    verified: view.verification?.verifiedStatus === 'valid',
    saysBot:
      view.labels.some((label) => label.val === 'bot' && label.src === view.did && label.neg !== true) ||
      null,
  };
}

function refusalOf({ status, body }: ApiAnswer, profileId: string): Error | null {
  const read = xrpcError.safeParse(body);
  if (!read.success || status !== 400) return null;
  const { error, message } = read.data;
  if (error === 'AccountTakedown') return profileSuspended(NETWORK, profileId);
  const isGone = error === 'AccountDeactivated' || /^(Profile|Actor|Account) not found/i.test(message ?? '');
  return isGone || error === 'NotFound' ? profileNotFound(NETWORK, profileId) : null;
}
