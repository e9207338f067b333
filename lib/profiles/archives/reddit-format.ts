import { z } from 'zod';
import { givenProfile } from '../networks/given-profile.ts';
import { findLinks, findMentions, webUrl } from '../networks/links.ts';
import { makePost } from '../networks/make-post.ts';
import { markdownText } from '../networks/markdown.ts';
import { readInstant } from '../networks/read-instant.ts';
import type { Post, Profile } from '../networks/social.ts';
import type { Tally } from '../networks/tally.ts';
import { ownWords } from '../text/own-words.ts';
import type { ArchiveFormat, Asides } from './archive-format.ts';

/** A line of `posts.csv` or `comments.csv`; a comment has a `link`, the post that it stands below. */
const line = z.object({
  id: z.string().min(1).max(64),
  permalink: z.string(),
  date: z.string(),
  title: z.string().optional(),
  url: z.string().optional(),
  body: z.string().optional(),
  link: z.string().optional(),
});

const statistic = z.object({ statistic: z.string(), value: z.string() });

async function profileOf(asides: Asides, asked: string): Promise<Profile> {
  const known = givenProfile('reddit_archive', asked);
  const lines = (await asides.list('statistics')).flatMap((each) => statistic.safeParse(each).data ?? []);
  const name = lines.find((each) => each.statistic === 'account name')?.value.replace(/^u\//, '');
  if (!name || !/^[\w-]{1,30}$/.test(name)) return known;
  return {
    ...known,
    id: name,
    handle: name.toLowerCase(),
    url: webUrl(`https://www.reddit.com/user/${name}`),
  };
}

/** What Reddit writes in place of a text that was deleted. */
const isGone = (text: string): boolean => /^\[(deleted|removed)\]$/.test(text.trim());

/** `2023-01-05 12:00:00 UTC` */
const dateOf = (text: string): string | null => readInstant(text.replace(/\s+UTC$/, 'Z'));

function redditPost(item: unknown, changed: Tally): Post | 'unreadable' {
  const { data } = line.safeParse(item);
  if (!data) return 'unreadable';
  const body = isGone(data.body ?? '') ? '' : markdownText(data.body ?? '');
  const text = [data.title, body].filter(Boolean).join('\n\n');
  const { own } = ownWords(text);
  const isSelf = !data.url || data.url.includes(data.permalink.replace(/^https?:\/\/[^/]+/, ''));
  return makePost(
    {
      id: `${data.link === undefined ? 't3' : 't1'}_${data.id}`,
      createdAt: dateOf(data.date),
      text,
      kind: data.link === undefined ? 'post' : 'reply',
      url: data.permalink,
      mentions: findMentions(own),
      links: [...(isSelf ? [] : [data.url]), ...findLinks(own)],
    },
    changed,
  );
}

const FILES: Readonly<Record<string, number>> = { posts: 0, comments: 1 };

/** https://support.reddithelp.com/hc/en-us/articles/360043048352 */
export const REDDIT_FORMAT: ArchiveFormat = {
  needs: 'posts.csv or comments.csv',
  postsAt: (name) => {
    const part = FILES[/(?:^|\/)(posts|comments)\.csv$/.exec(name)?.[1] ?? ''];
    return part === undefined ? null : { part, key: null, isCsv: true };
  },
  asides: { statistics: /(?:^|\/)statistics\.csv$/ },
  reader: async (asides, { handle, parts }) => ({
    profile: await profileOf(asides, handle),
    incomplete: ['posts.csv', 'comments.csv']
      .filter((_, part) => !parts.includes(part))
      .map((name) => `${name} is not in the archive: what it lists was not read.`),
    read: redditPost,
  }),
};
