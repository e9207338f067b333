import { createHash } from 'node:crypto';
import { inSlices, type Work } from '../../../core/slices.ts';
import { eachOf, sortedOf } from '../../../core/slices-of.ts';
import type { ReadHtml } from '../html.ts';
import { findLinks } from '../links.ts';
import { makePost } from '../make-post.ts';
import type { Post, PostBatch } from '../social.ts';
import { type Tally, tally } from '../tally.ts';
import { readFeedDate } from './feed-date.ts';
import { type FeedDocument, type FeedEntry, type FeedText, resolvedUrl } from './feed-document.ts';

const MOST_ID = 512;
/** Characters: one more than `plainText` reads, by which it tells that there were more. */
const MOST_BODY = 1_000_001;
const MOST_TITLE = 10_000;
/** What a title has only if it is HTML; `<T>` alone may be about a type. */
const MARKUP =
  /<\/?(?:a|b|br|cite|code|em|i|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>|&(?:#\w{1,8}|[a-z]{2,8});/i;
/** WordPress adds it to each entry. */
const ADDED =
  /<p>The post <a [^<>]{1,2000}>[^<>]{0,1000}<\/a> (?:appeared first|first appeared) on <a [^<>]{1,2000}>[^<>]{0,400}<\/a>\.?<\/p>\s*$/;

type ReadHtmlText = (html: string) => ReadHtml;

interface Words {
  text: string;
  links: string[];
  truncated: boolean;
}

function wordsOf(given: FeedText | null, readHtml: ReadHtmlText): Words {
  if (given === null) return { text: '', links: [], truncated: false };
  if (!given.isHtml) {
    const text = given.text.slice(0, MOST_BODY).trim();
    return { text, links: findLinks(text), truncated: false };
  }
  const { text, links, truncated } = readHtml(given.text.replace(ADDED, ''));
  return { text: text.trim(), links, truncated };
}

/** A title in one line. RSS does not say whether it is HTML. */
export function titleText(given: FeedText | null, readHtml: ReadHtmlText): string {
  if (given === null) return '';
  const text = given.text.slice(0, MOST_TITLE);
  return wordsOf({ text, isHtml: given.isHtml && MARKUP.test(text) }, readHtml).text.replace(/\s+/g, ' ');
}

/** Short posts repeat their beginning as the title. */
function withTitle(title: string, body: string): string {
  const start = title.replace(/\s*(?:…|\.\.\.|\[…\])$/, '');
  const beginning = body.slice(0, 2 * start.length).replace(/\s+/g, ' ');
  const isRepeated = start !== '' && beginning.startsWith(start);
  return isRepeated || title === '' ? body : [title, body].filter(Boolean).join('\n\n');
}

/** The entry's id, or what else tells it from the others. */
function idOf({ id, url, title, body, date }: FeedEntry): string {
  const own = id ?? url;
  if (own !== null && own.length <= MOST_ID) return own;
  const whole = own ?? JSON.stringify([title, body, date]);
  return `sha256:${createHash('sha256').update(whole).digest('hex')}`;
}

const isEmpty = ({ id, url, title, body }: FeedEntry): boolean =>
  [id, url, title, body].every((each) => each === null);

function feedPost(entry: FeedEntry, readHtml: ReadHtmlText, changed: Tally): Post {
  const body = wordsOf(entry.body, readHtml);
  if (body.truncated) changed.add('text_truncated');
  const date = readFeedDate(entry.date);
  if (date?.hasTime === false) changed.add('time_unknown');
  return makePost(
    {
      id: idOf(entry),
      createdAt: date?.at ?? null,
      text: withTitle(titleText(entry.title, readHtml), body.text),
      kind: entry.isReply ? 'reply' : 'post',
      language: entry.language,
      url: entry.url,
      links: body.links.map((link) => resolvedUrl(link, entry.base)),
      likes: entry.likes,
      replies: entry.replies,
    },
    changed,
  );
}

const newestFirst = (a: Post, b: Post): number => {
  const [one, other] = [a.createdAt ?? '', b.createdAt ?? ''];
  return one < other ? 1 : -Number(one > other);
};

function* postsRead({ entries, unreadable }: FeedDocument, readHtml: ReadHtmlText): Work<PostBatch> {
  const [skipped, changed] = [tally(), tally()];
  skipped.add('unreadable', unreadable);
  const posts = new Map<string, Post>();
  yield* eachOf(entries, (entry) => {
    if (isEmpty(entry)) return skipped.add('unreadable');
    const post = feedPost(entry, readHtml, changed);
    if (posts.has(post.id)) skipped.add('repeated');
    else posts.set(post.id, post);
  });
  const sorted = yield* sortedOf([...posts.values()], newestFirst);
  return { posts: sorted, skipped: skipped.counts(), changed: changed.counts() };
}

/** The entries of a feed as posts, newest first, undated ones last. Does not hold the event loop. */
export function feedPosts(document: FeedDocument, readHtml: ReadHtmlText): Promise<PostBatch> {
  return inSlices(postsRead(document, readHtml));
}
