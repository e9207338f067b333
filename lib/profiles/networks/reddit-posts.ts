import { z } from 'zod';
import { ownWords } from '../text/own-words.ts';
import { networkId, optionalCount, optionalText } from './fields.ts';
import { findLinks } from './links.ts';
import { makePost } from './make-post.ts';
import { markdownText } from './markdown.ts';
import { instantOf } from './read-instant.ts';
import type { ToPost } from './read-items.ts';

/** A submission (`t3`) or a comment (`t1`): https://www.reddit.com/dev/api#GET_user_{username}_{where} */
export const redditThing = z.object({
  kind: z.enum(['t1', 't3']),
  data: z.object({
    name: networkId,
    created_utc: z.number(),
    permalink: optionalText,
    title: optionalText,
    selftext: optionalText,
    body: optionalText,
    url: optionalText,
    is_self: z.boolean().nullish().catch(null),
    crosspost_parent: optionalText,
    removed_by_category: optionalText,
    parent_id: optionalText,
    link_id: optionalText,
    link_author: optionalText,
    score: optionalCount,
    score_hidden: z.boolean().nullish().catch(null),
    num_comments: optionalCount,
    num_crossposts: optionalCount,
  }),
});
type RedditThing = z.output<typeof redditThing>;

/** What Reddit writes in place of a text or a name that is gone. */
const GONE = /^\[(deleted|removed)( by reddit)?\]$/i;
/** `u/name` or `/u/name`, in the way that Reddit tells people of it. */
const MENTION = /(?<![\w/.-])\/?u\/([\w-]{3,20})(?![\w-])/gi;
const OF_REDDIT = /^https?:\/\/(?:[\w-]+\.)?(?:reddit\.com|redd\.it)\//i;

/** Whom a comment answers: only the author of the submission itself is told. */
function repliesTo({ kind, data }: RedditThing): string | null {
  const author = data.parent_id === data.link_id ? data.link_author : null;
  return kind === 't1' && author && !GONE.test(author) ? author : null;
}

function kindOf({ kind, data }: RedditThing) {
  if (kind === 't1') return 'reply';
  return data.crosspost_parent ? 'quote' : 'post';
}

/** A submission's text is its title and text; votes that Reddit still hides, or below zero, are not known. */
export const redditPost: ToPost<RedditThing> = (thing, changed) => {
  const { data } = thing;
  const written = (thing.kind === 't1' ? data.body : data.selftext) ?? '';
  if (data.removed_by_category || (thing.kind === 't1' && GONE.test(written.trim()))) return 'not_public';
  const body = GONE.test(written.trim()) ? '' : markdownText(written);
  const { own } = ownWords(body);
  const isLink = thing.kind === 't3' && data.is_self !== true && !OF_REDDIT.test(data.url ?? '');
  return makePost(
    {
      id: data.name,
      createdAt: instantOf(data.created_utc * 1_000),
      text: [data.title, body].filter(Boolean).join('\n\n'),
      kind: kindOf(thing),
      url: data.permalink ? `https://www.reddit.com${data.permalink}` : null,
      mentions: Array.from(own.matchAll(MENTION), ([, name = '']) => name),
      repliesTo: repliesTo(thing),
      links: [...(isLink ? [data.url] : []), ...findLinks(own)],
      likes: data.score_hidden === true ? null : data.score,
      reposts: thing.kind === 't3' ? data.num_crossposts : null,
      replies: thing.kind === 't3' ? data.num_comments : null,
    },
    changed,
  );
};
