import { z } from 'zod';
import { listOf, networkId, optionalText } from '../networks/fields.ts';
import { makePost, makeRepost } from '../networks/make-post.ts';
import { readInstant } from '../networks/read-instant.ts';
import type { Post } from '../networks/social.ts';
import type { Tally } from '../networks/tally.ts';
import { withLongLinks } from '../networks/twitter-posts.ts';

/** Counts are strings in the archive. */
const digits = z
  .unknown()
  .optional()
  .transform((value) => (/^\d{1,15}$/.test(String(value)) ? Number(value) : null));

/** Its alt text describes it and is no part of the post, on any network. */
const picture = z.object({ url: z.string() });

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
      media: listOf(picture),
    })
    .nullish()
    .catch(null),
});
export type Archived = z.output<typeof archived>;

/** An item of `tweets.js`: wrapped in `{ tweet }`, except in the oldest archives. */
export const archivedItem = z.union([
  z.object({ tweet: archived }).transform(({ tweet }) => tweet),
  archived,
]);

/** An item of `note-tweet.js`: the whole of a post that `tweets.js` has cut. */
export const noteItem = z
  .object({
    noteTweet: z.object({
      createdAt: optionalText,
      core: z.object({
        text: z.string(),
        urls: listOf(z.object({ shortUrl: z.string(), expandedUrl: optionalText })),
        mentions: listOf(z.object({ screenName: z.string() })),
        hashtags: listOf(z.object({ text: z.string() })),
      }),
    }),
  })
  .transform(({ noteTweet: { createdAt, core } }) => ({ ...core, createdAt: readInstant(createdAt) }));
export type Note = z.output<typeof noteItem>;

/** Finds the whole text of a post. @param createdAt when it was published, ISO 8601 */
export type NoteOf = (tweet: Archived, createdAt: string | null) => Note | null;

const SHOWN_OF_CUT = /\s*(?:…|\.\.\.)?\s*https:\/\/t\.co\/\w+\s*$/u;
const MOST_OF_PREFIX = 200;

/** What a text begins with, for comparison: notes do not escape `&`, and space them otherwise. */
const startOf = (text: string): string =>
  text
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/https?:\/\/\S+|\s+/gu, '')
    .slice(0, MOST_OF_PREFIX);

const secondOf = (instant: string | null): string | undefined => instant?.slice(0, 19);

/** A note belongs to the post of the same second that begins as it does: the archive does not link the two. */
export function noteFinder(notes: readonly Note[]): NoteOf {
  const bySecond = Map.groupBy(notes, ({ createdAt }) => secondOf(createdAt));
  return ({ full_text }, createdAt) => {
    const near = bySecond.get(secondOf(createdAt)) ?? [];
    if (near.length === 0) return null;
    const start = startOf(full_text.replace(SHOWN_OF_CUT, ''));
    return near.find(({ text }) => startOf(text).startsWith(start)) ?? null;
  };
}

const STATUS = /^https?:\/\/(?:mobile\.)?(?:twitter|x)\.com\/(?:i\/web|\w{1,15})\/status\/(\d{1,20})(?!\d)/i;

/** The link to itself that X puts behind a text it has cut; undefined for a whole one. */
const linkToSelf = ({ id_str, entities }: Archived): string | undefined =>
  entities?.urls.find(({ expanded_url }) => STATUS.exec(expanded_url ?? '')?.[1] === id_str)?.url;

/** The text of a post with what X read in it. */
interface Content {
  text: string;
  urls: { url: string; expanded_url?: string | null | undefined }[];
  mentions: string[];
  hashtags: string[];
}

function contentOf(tweet: Archived, note: Note | null): Content {
  if (note) {
    return {
      text: note.text,
      urls: note.urls.map(({ shortUrl, expandedUrl }) => ({ url: shortUrl, expanded_url: expandedUrl })),
      mentions: note.mentions.map(({ screenName }) => screenName),
      hashtags: note.hashtags.map(({ text }) => text),
    };
  }
  const { hashtags = [], user_mentions = [], urls = [] } = tweet.entities ?? {};
  return {
    text: tweet.full_text,
    urls,
    mentions: user_mentions.map(({ screen_name }) => screen_name),
    hashtags: hashtags.map(({ text }) => text),
  };
}

/**
 * A post of an X archive. One that X has cut is taken whole from its note; without it, the link to the rest is no link
 * of the author's, and the post counts as `text_cut_by_network`.
 */
export function archivedPost(tweet: Archived, noteOf: NoteOf, changed: Tally): Post {
  const createdAt = readInstant(tweet.created_at);
  const url = `https://x.com/i/web/status/${encodeURIComponent(tweet.id_str)}`;
  if (/^RT @\w+: /.test(tweet.full_text)) return makeRepost({ id: tweet.id_str, createdAt, url }, changed);
  const note = noteOf(tweet, createdAt);
  const content = contentOf(tweet, note);
  const cut = note ? undefined : linkToSelf(tweet);
  if (cut !== undefined) changed.add('text_cut_by_network');
  const urls = content.urls.filter((each) => each.url !== cut);
  const hidden = [
    ...(tweet.entities?.media ?? []).map((each) => each.url),
    ...(cut === undefined ? [] : [cut]),
  ];
  return makePost(
    {
      id: tweet.id_str,
      createdAt,
      text: withLongLinks(content.text, [
        ...urls,
        ...hidden.map((each) => ({ url: each, media_key: 'hidden' })),
      ]),
      kind: kindOf(tweet, urls),
      language: tweet.lang,
      url,
      mentions: content.mentions,
      repliesTo: tweet.in_reply_to_screen_name,
      hashtags: content.hashtags,
      links: urls.map(({ expanded_url, url: short }) => expanded_url ?? short),
      likes: tweet.favorite_count,
      reposts: tweet.retweet_count,
    },
    changed,
  );
}

/** The archive does not mark quotes; like X, treat a link to a post as one. */
function kindOf(tweet: Archived, urls: Content['urls']): Post['kind'] {
  if (tweet.in_reply_to_status_id_str || tweet.in_reply_to_screen_name) return 'reply';
  const isStatus = /^https?:\/\/(mobile\.)?(twitter|x)\.com\/\w+\/status\/\d+/i;
  return urls.some(({ expanded_url }) => isStatus.test(expanded_url ?? '')) ? 'quote' : 'post';
}
