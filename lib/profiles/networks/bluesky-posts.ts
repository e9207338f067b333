import { z } from 'zod';
import { listOf, networkId, optionalCount, optionalText } from './fields.ts';
import { makePost, makeRepost } from './make-post.ts';
import { readInstant } from './read-instant.ts';
import type { Post } from './social.ts';
import type { Tally } from './tally.ts';

const feature = z.object({
  $type: z.string(),
  uri: optionalText,
  tag: optionalText,
});

/** `app.bsky.richtext.facet`: annotation of a range of the text, by UTF-8 byte offsets. */
const facet = z.object({
  index: z.object({ byteStart: z.int().min(0), byteEnd: z.int().min(0) }),
  features: listOf(feature),
});

/** Of the text of a mention; a handle has at most 253. */
const MOST_SHOWN_BYTES = 300;
const MOST_FACETS = 500;

/** `app.bsky.feed.post`. Written by many clients, so everything but the text may be missing or malformed. */
export const blueskyRecord = z.object({
  text: z.string(),
  createdAt: optionalText,
  langs: listOf(z.string()),
  tags: listOf(z.string()),
  facets: listOf(facet),
  reply: z
    .object({ parent: z.object({ uri: optionalText }).nullish().catch(null) })
    .nullish()
    .catch({}),
  embed: z
    .object({
      $type: z.string(),
      external: z.object({ uri: optionalText }).nullish().catch(null),
      media: z
        .object({ external: z.object({ uri: optionalText }).nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

/** `app.bsky.feed.defs#feedViewPost`. */
export const feedItem = z.object({
  post: z.object({
    uri: networkId,
    author: z.object({ did: z.string(), handle: z.string() }),
    record: blueskyRecord,
    replyCount: optionalCount,
    repostCount: optionalCount,
    likeCount: optionalCount,
    indexedAt: optionalText,
  }),
  reply: z
    .object({
      parent: z
        .object({ author: z.object({ handle: optionalText }).nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  reason: z.object({ $type: z.string(), uri: optionalText, indexedAt: optionalText }).nullish(),
});
type FeedItem = z.output<typeof feedItem>;
export type BlueskyRecord = z.output<typeof blueskyRecord>;

const REPOST = 'app.bsky.feed.defs#reasonRepost';

export function blueskyPost(item: FeedItem, changed: Tally): Post {
  const { post, reason } = item;
  const url = webAddress(post.uri, post.author.handle);
  if (reason?.$type === REPOST) {
    const id = reason.uri ?? `${post.uri}#repost`;
    return makeRepost({ id, createdAt: readInstant(reason.indexedAt), url }, changed);
  }
  return makePost(
    {
      id: post.uri,
      createdAt: statedTime(post.record.createdAt, post.indexedAt),
      text: post.record.text,
      kind: kindOfRecord(post.record),
      language: post.record.langs[0],
      url,
      ...facetsOf(post.record),
      repliesTo: item.reply?.parent?.author?.handle,
      likes: post.likeCount,
      reposts: post.repostCount,
      replies: post.replyCount,
    },
    changed,
  );
}

/**
 * The earlier of the client's `createdAt` and the network's `indexedAt`, like Bluesky's own `sortAt`: a future time
 * cannot be true.
 */
function statedTime(createdAt: unknown, indexedAt: unknown): string | null {
  const [stated, seen] = [readInstant(createdAt), readInstant(indexedAt)];
  return stated !== null && seen !== null && seen < stated ? seen : stated;
}

/** A reply that also quotes counts as a reply. */
export function kindOfRecord({ reply, embed }: BlueskyRecord): Post['kind'] {
  if (reply) return 'reply';
  const isQuote =
    embed?.$type === 'app.bsky.embed.record' || embed?.$type === 'app.bsky.embed.recordWithMedia';
  return isQuote ? 'quote' : 'post';
}

/** What the author marked in the text, and the link of a card below it. */
export function facetsOf({ text, facets, tags, embed }: BlueskyRecord) {
  const bytes = Buffer.from(text);
  const found = facets.slice(0, MOST_FACETS).flatMap(({ index, features }) =>
    features.map((each) => ({
      ...each,
      shown: bytes
        .subarray(index.byteStart, Math.min(index.byteEnd, index.byteStart + MOST_SHOWN_BYTES))
        .toString('utf8'),
    })),
  );
  const ofType = (name: string) => found.filter(({ $type }) => $type === `app.bsky.richtext.facet#${name}`);
  return {
    // A mention has only a DID; the handle at the time of writing is in the text.
    mentions: ofType('mention').map(({ shown }) => shown),
    hashtags: [...ofType('tag').map(({ tag }) => tag ?? ''), ...tags],
    links: [...ofType('link').map(({ uri }) => uri), embed?.external?.uri, embed?.media?.external?.uri],
  };
}

function webAddress(uri: string, handle: string): string | null {
  const key = /^at:\/\/[^/]+\/app\.bsky\.feed\.post\/([\w.~:-]+)$/.exec(uri)?.[1];
  return key === undefined ? null : `https://bsky.app/profile/${encodeURIComponent(handle)}/post/${key}`;
}
