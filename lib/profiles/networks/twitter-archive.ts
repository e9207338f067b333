import { z } from 'zod';
import { type Archive, newestPosts, parseArchive, unreadableArchive } from './archive.ts';
import { listOf, networkId, optionalText } from './fields.ts';
import { givenProfile } from './given-profile.ts';
import { MOST_GIVEN_POSTS } from './inline.ts';
import { makePost, makeRepost } from './make-post.ts';
import { readInstant } from './read-instant.ts';
import { readItems } from './read-items.ts';
import type { Post } from './social.ts';
import type { Tally } from './tally.ts';
import { withLongLinks } from './twitter-posts.ts';

/** `window.YTD.tweets.part0 = `; `tweet` in archives before 2022. */
const ASSIGNMENT = /^\uFEFF?\s*window\.YTD\.tweets?\.part\d{1,4}\s*=\s*/;

/** Counts are strings in the archive. */
const digits = z
  .unknown()
  .optional()
  .transform((value) => (/^\d{1,15}$/.test(String(value)) ? Number(value) : null));

const archived = z.object({
  id_str: networkId,
  full_text: z.string(),
  created_at: optionalText,
  lang: optionalText,
  in_reply_to_status_id_str: optionalText,
  in_reply_to_screen_name: optionalText,
  favorite_count: digits,
  retweet_count: digits,
  entities: z
    .object({
      hashtags: listOf(z.object({ text: z.string() })),
      user_mentions: listOf(z.object({ screen_name: z.string() })),
      urls: listOf(z.object({ url: z.string(), expanded_url: optionalText })),
      media: listOf(z.object({ url: z.string() })),
    })
    .nullish()
    .catch(null),
});

/** Items are wrapped in `{ tweet }`, except in the oldest archives. */
const item = z.union([z.object({ tweet: archived }).transform(({ tweet }) => tweet), archived]);
type Archived = z.output<typeof archived>;

/**
 * Reads `data/tweets.js` of an X archive: JSON behind an assignment, parsed and never evaluated. It does not contain
 * its owner's name.
 * @param handle the owner, normalized.
 * @throws PermanentError `archive_unreadable`.
 */
export function readTwitterArchive(text: string, handle: string, most: number = MOST_GIVEN_POSTS): Archive {
  const start = ASSIGNMENT.exec(text);
  if (!start) {
    throw unreadableArchive(
      'This is not data/tweets.js of an X archive: it begins with window.YTD.tweets.part0 =.',
    );
  }
  const json = text.slice(start[0].length).trimEnd().replace(/;$/, '');
  const list = z.array(z.unknown()).safeParse(parseArchive(json, 'tweets.js'));
  if (!list.success) throw unreadableArchive('tweets.js holds no list of posts.');
  const batch = readItems(list.data, item, (tweet, changed) => archivedPost(tweet, changed));
  return { profile: givenProfile('twitter_archive', handle), ...newestPosts(batch, most) };
}

function archivedPost(tweet: Archived, changed: Tally): Post {
  const createdAt = readInstant(tweet.created_at);
  const url = `https://x.com/i/web/status/${encodeURIComponent(tweet.id_str)}`;
  if (/^RT @\w+: /.test(tweet.full_text)) return makeRepost({ id: tweet.id_str, createdAt, url }, changed);
  const { hashtags = [], user_mentions = [], urls = [], media = [] } = tweet.entities ?? {};
  const pictures = media.map((each) => ({ url: each.url, media_key: 'media' }));
  return makePost(
    {
      id: tweet.id_str,
      createdAt,
      text: withLongLinks(tweet.full_text, [...urls, ...pictures]),
      kind: kindOf(tweet),
      language: tweet.lang,
      url,
      mentions: user_mentions.map(({ screen_name }) => screen_name),
      repliesTo: tweet.in_reply_to_screen_name,
      hashtags: hashtags.map(({ text }) => text),
      links: urls.map(({ expanded_url, url: short }) => expanded_url ?? short),
      likes: tweet.favorite_count,
      reposts: tweet.retweet_count,
    },
    changed,
  );
}

/** The archive does not mark quotes; like X, treat a link to a post as one. */
function kindOf(tweet: Archived): Post['kind'] {
  if (tweet.in_reply_to_status_id_str || tweet.in_reply_to_screen_name) return 'reply';
  const isStatus = /^https?:\/\/(mobile\.)?(twitter|x)\.com\/\w+\/status\/\d+/i;
  return tweet.entities?.urls.some(({ expanded_url }) => isStatus.test(expanded_url ?? ''))
    ? 'quote'
    : 'post';
}
