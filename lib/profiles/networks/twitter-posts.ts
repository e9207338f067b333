import { z } from 'zod';
import { listOf, networkId, optionalCount, optionalText } from './fields.ts';
import { makePost, makeRepost } from './make-post.ts';
import { readInstant } from './read-instant.ts';
import type { Post } from './social.ts';
import type { Tally } from './tally.ts';
import { unescapeAngles } from './text.ts';

const entities = z
  .object({
    hashtags: listOf(z.object({ tag: z.string() })),
    mentions: listOf(z.object({ username: z.string(), id: optionalText })),
    urls: listOf(z.object({ url: z.string(), expanded_url: optionalText, media_key: optionalText })),
  })
  .nullish()
  .catch(null);

/** https://docs.x.com/x-api/fundamentals/data-dictionary#tweet */
export const tweet = z.object({
  id: networkId,
  text: z.string(),
  created_at: optionalText,
  lang: optionalText,
  in_reply_to_user_id: optionalText,
  referenced_tweets: listOf(z.object({ type: z.string(), id: z.string() })),
  entities,
  note_tweet: z.object({ text: z.string(), entities }).nullish().catch(null),
  public_metrics: z
    .object({ like_count: optionalCount, retweet_count: optionalCount, reply_count: optionalCount })
    .nullish()
    .catch(null),
});
type Tweet = z.output<typeof tweet>;

export interface TwitterAuthor {
  id: string;
  handle: string;
}

export function twitterPost(given: Tweet, author: TwitterAuthor, changed: Tally): Post {
  const url = `https://x.com/${encodeURIComponent(author.handle)}/status/${encodeURIComponent(given.id)}`;
  const createdAt = readInstant(given.created_at);
  if (refers(given, 'retweeted')) return makeRepost({ id: given.id, createdAt, url }, changed);
  // Text over 280 characters is complete only in the note; `text` is cut.
  const { text, entities: found } = given.note_tweet ?? given;
  const urls = found?.urls ?? [];
  const metrics = given.public_metrics;
  return makePost(
    {
      id: given.id,
      createdAt,
      text: withLongLinks(text, urls),
      kind: kindOf(given),
      language: given.lang,
      url,
      mentions: (found?.mentions ?? []).map(({ username }) => username),
      repliesTo: repliesTo(given, author),
      hashtags: (found?.hashtags ?? []).map(({ tag }) => tag),
      links: urls
        .filter(({ media_key }) => !media_key)
        .map(({ expanded_url, url: short }) => expanded_url ?? short),
      likes: metrics?.like_count ?? null,
      reposts: metrics?.retweet_count ?? null,
      replies: metrics?.reply_count ?? null,
    },
    changed,
  );
}

/** Expands X's t.co links; drops those of pictures, which the author did not write. */
export function withLongLinks(
  text: string,
  urls: readonly {
    url: string;
    expanded_url?: string | null | undefined;
    media_key?: string | null | undefined;
  }[],
): string {
  let long = text;
  for (const { url, expanded_url, media_key } of urls.slice(0, 100)) {
    if (/^https?:\/\/t\.co\/\w+$/.test(url))
      long = long.replaceAll(url, () => (media_key ? '' : (expanded_url ?? url)));
  }
  return unescapeAngles(long);
}

const refers = (given: Tweet, type: string) => given.referenced_tweets.some((each) => each.type === type);

/** A reply that also quotes counts as a reply. */
function kindOf(given: Tweet): Post['kind'] {
  if (given.in_reply_to_user_id || refers(given, 'replied_to')) return 'reply';
  return refers(given, 'quoted') ? 'quote' : 'post';
}

/** Taken from the mention X adds to a reply; looking up the account by id would be billed. */
function repliesTo(given: Tweet, author: TwitterAuthor): string | null {
  const id = given.in_reply_to_user_id;
  if (!id) return null;
  if (id === author.id) return author.handle;
  return given.entities?.mentions.find((each) => each.id === id)?.username ?? null;
}
