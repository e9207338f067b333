import { z } from 'zod';
import { inSlices, type Work } from '../../core/slices.ts';
import { storable } from '../../core/storable-text.ts';
import { ownWords } from '../text/own-words.ts';
import { findHashtags, findLinks, findMentions } from './links.ts';
import { makePost } from './make-post.ts';
import { readInstant } from './read-instant.ts';
import type { Post, PostBatch } from './social.ts';
import { type Tally, tally } from './tally.ts';
import { MOST_TEXT } from './text.ts';

/** Maximum posts per request, and kept per archive. */
export const MOST_GIVEN_POSTS = 20_000;
const MOST_ITEMS = 500;

/** Text of a post: unstorable characters are replaced, not refused. */
const text = (error?: string) => z.string(error).overwrite(storable);

const count = (what: string) =>
  z
    .int({ error: `${what} is a whole number.` })
    .min(0, `${what} must be at least 0.`)
    .nullish();

const names = (what: string) =>
  z
    .array(text().max(2_048, `One of ${what} is longer than 2,048 characters.`), {
      error: `${what} is a list of strings.`,
    })
    .max(MOST_ITEMS, `${what} has at most ${MOST_ITEMS} items.`)
    .optional();

/** One post in a request. Omitted mentions, hashtags and links are extracted from the text. */
export const givenPostSchema = z.strictObject({
  id: text('id is a string, unique among the posts.')
    .min(1, 'id must not be empty.')
    .max(256, 'id has at most 256 characters.'),
  created_at: text('created_at is an ISO 8601 time such as "2026-01-05T12:00:00Z", or null.')
    .nullish()
    .describe('ISO 8601 with a time of day; UTC without a zone. An unreadable value counts as unknown.'),
  text: text('text is a string; it may be empty.'),
  kind: z
    .enum(['post', 'reply', 'repost', 'quote'], { error: 'kind is post, reply, repost or quote.' })
    .optional()
    .describe('Default: reply if reply_to is given, else post.'),
  lang: text('lang is a language tag such as "en".').max(35, 'lang has at most 35 characters.').nullish(),
  url: text('url is a string.').max(2_048, 'url has at most 2,048 characters.').nullish(),
  reply_to: text('reply_to is the handle that is replied to.')
    .max(256, 'reply_to has at most 256 characters.')
    .nullish(),
  mentions: names('mentions'),
  hashtags: names('hashtags'),
  links: names('links'),
  likes: count('likes'),
  reposts: count('reposts'),
  replies: count('replies'),
});
export type GivenPost = z.output<typeof givenPostSchema>;

/** Posts of one request: at most 20,000. Duplicate ids are refused, since their contents may differ. */
export const givenPostsSchema = z
  .array(givenPostSchema, { error: 'posts is a list of { id, created_at, text, … }.' })
  .max(MOST_GIVEN_POSTS, {
    error: ({ input }) =>
      `${Array.isArray(input) ? input.length : 'Too many'} posts; at most ${MOST_GIVEN_POSTS} can be given.`,
  })
  .superRefine((posts, context) => {
    for (const { index, first } of repeatedIds(posts).slice(0, 20)) {
      const message = `posts[${index}] has the id of posts[${first}]. Give each post once, with an id of its own.`;
      const params = { code: 'repeated_id' };
      context.addIssue({ code: 'custom', path: [index, 'id'], message, params });
    }
  });

function repeatedIds(posts: readonly { id: string }[]): { index: number; first: number }[] {
  const firsts = new Map<string, number>();
  return posts.flatMap(({ id }, index) => {
    const first = firsts.get(id);
    if (first === undefined) firsts.set(id, index);
    return first === undefined ? [] : [{ index, first }];
  });
}

function* postOf(given: GivenPost, changed: Tally): Work<Post> {
  const { own } = ownWords(given.text.slice(0, MOST_TEXT));
  yield;
  const mentions = given.mentions ?? findMentions(own);
  yield;
  const hashtags = given.hashtags ?? findHashtags(own);
  yield;
  const raw = {
    id: given.id,
    createdAt: readInstant(given.created_at),
    text: given.text,
    kind: given.kind ?? (given.reply_to ? 'reply' : 'post'),
    language: given.lang,
    url: given.url,
    mentions,
    repliesTo: given.reply_to,
    hashtags,
    links: given.links ?? findLinks(own),
    likes: given.likes ?? null,
    reposts: given.reposts ?? null,
    replies: given.replies ?? null,
  };
  return makePost(raw, changed);
}

function* postsOf(given: readonly GivenPost[], changed: Tally): Work<Post[]> {
  const posts: Post[] = [];
  for (const post of given) {
    posts.push(yield* postOf(post, changed));
    yield;
  }
  return posts;
}

/**
 * Converts given posts, in the given order, without holding the event loop. Dates outside the years 1 to 9999 become
 * null.
 */
export async function givenPosts(given: readonly GivenPost[]): Promise<PostBatch> {
  const changed = tally();
  const posts = await inSlices(postsOf(given, changed));
  return { posts, skipped: {}, changed: changed.counts() };
}
