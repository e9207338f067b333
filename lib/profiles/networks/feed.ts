import { createHash } from 'node:crypto';
import { inSlices } from '../../core/slices.ts';
import { typeOf } from './call-api.ts';
import { decoded } from './feeds/decoded.ts';
import type { FeedDocument } from './feeds/feed-document.ts';
import { feedPosts, titleText } from './feeds/feed-posts.ts';
import { readFeed } from './feeds/read-feed.ts';
import { loadHtmlReader } from './html.ts';
import { PAGE_REPEATED } from './kept-back.ts';
import { webUrl } from './links.ts';
import type { NamedHostDeps } from './named-host.ts';
import { normalProfileId } from './profile-id.ts';
import { type PublicPage, readPage } from './public-page.ts';
import type { Post, PostBatch, PostPage, Profile, SocialRequest, SocialSource } from './social.ts';
import { platformFailed, profileNotFound } from './social-errors.ts';
import { plainLine, plainText } from './text.ts';

/** More than most feeds hold; a page is one document, whatever it holds. */
const PAGE_SIZE = 100;
/** Long podcasts have feeds of several MB. */
const MOST_BYTES = 8_000_000;
const MOST_CURSOR = 1_000;
/** Documents that are known again. */
const MOST_KNOWN = 16;
const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1';

/**
 * Any blog or podcast by its feed. The address is user input, so it goes through `readPage`; older entries are read
 * where the feed names a document that has them (RFC 5005), `next_url` of JSON Feed among them.
 */
export function feedSource(deps: NamedHostDeps): SocialSource {
  const page = (address: string, { signal }: SocialRequest) =>
    readPage(deps, {
      url: new URL(address),
      accept: ACCEPT,
      maxBytes: MOST_BYTES,
      signal,
      refusal: (host, status) =>
        status === 404 || status === 410 ? profileNotFound(host, address, 'Check the address.') : null,
    });
  return {
    platform: 'feed',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const given = await page(normalProfileId('feed', profileId), request);
      const found = await readFeed(given);
      if (found) return toProfile(found, given.url.href);
      const linked = await page(await linkedFrom(given), request);
      return toProfile(await feedOf(linked), linked.url.href);
    },
    async posts(profile, cursor, request) {
      const { address, before } = placeOf(cursor) ?? { address: profile.id, before: [] };
      const document = await feedOf(await page(address, request));
      const batch = await feedPosts(document, await loadHtmlReader());
      const here = fingerprint(batch.posts);
      const next = nextOf(document, [address, profile.id]);
      // Some servers give the first page whatever is asked for, or pages in a circle.
      if (before.includes(here) && batch.posts.length > 0) return repeated(batch);
      const known = [...before, here].slice(-MOST_KNOWN).join('.');
      return { ...batch, next: next && `${known}.${next}` };
    },
  };
}

interface Place {
  address: string;
  /** Fingerprints of the documents before. */
  before: string[];
}

/** Reads `fingerprint.fingerprint.address`, as `posts` writes it. */
function placeOf(cursor: string | null): Place | null {
  const [, before, address] = /^((?:[0-9a-f]{16}\.)+)(.+)$/.exec(cursor ?? '') ?? [];
  return address === undefined || before === undefined
    ? null
    : { address, before: before.split('.').filter(Boolean) };
}

/** The end of a feed that gives the same entries again: what it has besides them is not known. */
function repeated({ posts, skipped, changed }: PostBatch): PostPage {
  return { posts: [], skipped: { ...skipped, [PAGE_REPEATED]: posts.length }, changed, next: null };
}

function fingerprint(posts: readonly Post[]): string {
  const ids = JSON.stringify(posts.map(({ id }) => id));
  return createHash('sha256').update(ids).digest('hex').slice(0, 16);
}

/** The feed that a page names. */
async function linkedFrom({ url, bytes, headers }: PublicPage): Promise<string> {
  const { feedLink } = await import('./feeds/feed-link.ts');
  const linked = await inSlices(feedLink(decoded(bytes, headers), url.href));
  if (linked !== null) return linked;
  const isPage = /html/i.test(headers.get('content-type') ?? '');
  if (!isPage) throw noFeed(url.host, headers);
  const hint = 'The page names no feed of its own: give the address of the RSS, Atom or JSON feed.';
  throw profileNotFound(url.host, url.href, hint);
}

const noFeed = (host: string, headers: Headers) =>
  platformFailed(host, `something that is no feed (${typeOf(headers)})`);

async function feedOf(page: PublicPage): Promise<FeedDocument> {
  const document = await readFeed(page);
  if (document) return document;
  throw noFeed(page.url.host, page.headers);
}

function nextOf({ next }: FeedDocument, read: readonly string[]): string | null {
  const url = webUrl(next);
  if (url === null || url.length > MOST_CURSOR) return null;
  const secure = url.replace(/^http:/, 'https:');
  return read.includes(secure) ? null : secure;
}

/** `example.org/blog`: the page of the feed, as people write it. */
function handleOf(page: string): string {
  const { host, pathname } = new URL(page);
  return (host.replace(/^www\./, '') + pathname).replace(/\/+$/, '').slice(0, 200);
}

async function toProfile(document: FeedDocument, address: string): Promise<Profile> {
  const readHtml = await loadHtmlReader();
  const { title, description, home, entries, isComplete } = document;
  const bio = description?.isHtml ? readHtml(description.text).text : (description?.text ?? '');
  const url = webUrl(home) ?? address;
  return {
    platform: 'feed',
    id: address,
    handle: handleOf(url),
    displayName: plainLine(titleText(title === null ? null : { text: title, isHtml: true }, readHtml)),
    bio: plainText(bio).text || null,
    url,
    createdAt: null,
    followers: null,
    following: null,
    posts: isComplete ? entries.length : null,
    hasAvatar: document.hasPicture,
    verified: null,
    saysBot: null,
  };
}
