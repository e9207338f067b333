import { z } from 'zod';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { type ApiAnswer, callApi, readAs } from './call-api.ts';
import { optionalCount, optionalText } from './fields.ts';
import { hackerNewsPost, hit } from './hacker-news-posts.ts';
import { loadHtmlReader } from './html.ts';
import { normalProfileId } from './profile-id.ts';
import { readInstant } from './read-instant.ts';
import { readItems } from './read-items.ts';
import type { Profile, SocialRequest, SocialSource } from './social.ts';
import { profileNotFound } from './social-errors.ts';
import { plainText } from './text.ts';

const NETWORK = 'Hacker News';
const PAGE_SIZE = 500;
/** Maximum ids in a cursor, to fit in 1 KB. */
const MOST_SEEN = 60;

const user = z.object({
  username: z.string().min(1).max(100),
  about: optionalText,
  created_at: optionalText,
  submission_count: optionalCount,
  comment_count: optionalCount,
});
type User = z.output<typeof user>;

const found = z.object({ hits: z.array(z.unknown()) });
const place = z.object({ objectID: z.string(), created_at_i: z.int() });

/** Where a page ended: the second of its last post, and the posts of that second already read. */
interface Place {
  second: number;
  seen: string[];
}

/**
 * Hacker News through Algolia's search, which returns at most 1,000 hits per query: each page is a separate query up
 * to the second at which the previous page ended. Source: https://hn.algolia.com/api
 */
export function hackerNewsSource(deps: { fetch: Fetch; now: () => number }): SocialSource {
  const call = (path: string, username: string, { signal }: SocialRequest) =>
    callApi({
      network: NETWORK,
      url: new URL(`https://hn.algolia.com/api/v1/${path}`),
      ...deps,
      signal,
      refusal: (answer) => refusalOf(answer, username),
    });
  return {
    platform: 'hackernews',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const username = normalProfileId('hackernews', profileId);
      const { body } = await call(`users/${encodeURIComponent(username)}`, username, request);
      const readHtml = await loadHtmlReader();
      return toProfile(readAs(NETWORK, user, body), (html) => readHtml(html).text);
    },
    async posts(profile, cursor, request) {
      const from = placeOf(cursor);
      const limit = Math.min(PAGE_SIZE, Math.max(1, request.most ?? PAGE_SIZE)) + (from?.seen.length ?? 0);
      const { body } = await call(queryFor(profile.handle, limit, from), profile.handle, request);
      const { hits } = readAs(NETWORK, found, body);
      const readHtml = await loadHtmlReader();
      const fresh = hits.filter((each) => !from?.seen.includes(place.safeParse(each).data?.objectID ?? ''));
      const batch = await readItems(fresh, hit, (item, changed) => hackerNewsPost(item, readHtml, changed));
      return { ...batch, next: hits.length < limit ? null : nextOf(hits, from) };
    },
  };
}

function queryFor(username: string, limit: number, from: Place | null): string {
  const query = new URLSearchParams({
    tags: `author_${username},(story,comment,poll)`,
    hitsPerPage: String(limit),
    ...(from ? { numericFilters: `created_at_i<${from.second + 1}` } : {}),
  });
  return `search_by_date?${query}`;
}

/** Parses `second.id.id…`, as written by `nextOf`. */
function placeOf(cursor: string | null): Place | null {
  if (cursor === null) return null;
  const [second = '', ...seen] = cursor.split('.');
  return { second: Number.parseInt(second, 10) || 0, seen };
}

/** If one second fills a whole page, skip the rest of it; otherwise paging would never end. */
function nextOf(hits: readonly unknown[], from: Place | null): string | null {
  const places = hits.flatMap((each) => place.safeParse(each).data ?? []);
  const second = places.at(-1)?.created_at_i;
  if (second === undefined) return null;
  const here = places.filter((each) => each.created_at_i === second).map(({ objectID }) => objectID);
  const isStuck = from?.second === second && here.every((id) => from.seen.includes(id));
  if (isStuck || here.length > MOST_SEEN) return String(second - 1);
  return [second, ...here.filter((id) => /^\d{1,12}$/.test(id))].join('.');
}

function toProfile(read: User, toText: (html: string) => string): Profile {
  const { submission_count: stories, comment_count: comments } = read;
  return {
    platform: 'hackernews',
    id: read.username,
    handle: read.username,
    displayName: null,
    bio: plainText(toText(read.about ?? '')).text || null,
    url: `https://news.ycombinator.com/user?id=${encodeURIComponent(read.username)}`,
    createdAt: readInstant(read.created_at),
    followers: null,
    following: null,
    posts: stories === null || comments === null ? null : stories + comments,
    hasAvatar: null,
    verified: null,
    saysBot: null,
  };
}

function refusalOf({ status }: ApiAnswer, username: string): Error | null {
  const hint = 'Check the spelling; upper and lower case count.';
  return status === 404 ? profileNotFound(NETWORK, username, hint) : null;
}
