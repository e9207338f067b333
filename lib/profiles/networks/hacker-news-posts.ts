import { z } from 'zod';
import { networkId, optionalCount, optionalText } from './fields.ts';
import type { ReadHtml } from './html.ts';
import { makePost } from './make-post.ts';
import { instantOf } from './read-instant.ts';
import type { Post } from './social.ts';
import type { Tally } from './tally.ts';

/** A hit of `search_by_date`: a story, a poll or a comment. https://hn.algolia.com/api */
export const hit = z.object({
  objectID: networkId,
  created_at_i: z.number(),
  title: optionalText,
  url: optionalText,
  story_text: optionalText,
  comment_text: optionalText,
  points: optionalCount,
  num_comments: optionalCount,
});
type Hit = z.output<typeof hit>;

/**
 * A story's text is its title and text. A comment is a reply, but Algolia does not say to whom. Hacker News has no
 * mentions or hashtags, and shows points only for stories.
 */
export function hackerNewsPost(given: Hit, readHtml: (html: string) => ReadHtml, changed: Tally): Post {
  const isComment = typeof given.comment_text === 'string';
  const { text, links, truncated } = readHtml(given.comment_text ?? given.story_text ?? '');
  if (truncated) changed.add('text_truncated');
  return makePost(
    {
      id: given.objectID,
      createdAt: instantOf(given.created_at_i * 1000),
      text: [given.title, text].filter(Boolean).join('\n\n'),
      kind: isComment ? 'reply' : 'post',
      url: `https://news.ycombinator.com/item?id=${encodeURIComponent(given.objectID)}`,
      links: [given.url, ...links],
      likes: isComment ? null : given.points,
      replies: isComment ? null : given.num_comments,
    },
    changed,
  );
}
