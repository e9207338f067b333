import { sharedWork } from '../../core/shared-work.ts';
import type { Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';
import { findHashtags, findLinks, findMentions } from '../networks/links.ts';
import type { Post } from '../networks/social.ts';
import { lineKey, recurringLines } from '../text/boilerplate.ts';
import { ownWords } from '../text/own-words.ts';
import { type Finding, finding, type Missing, missing } from './findings.ts';
import { compareText, ownPosts } from './order.ts';
import { share } from './statistics.ts';

const KINDS = ['quoted', 'code', 'signature', 'boilerplate'] as const;
type Kind = (typeof KINDS)[number];
const MOST_SHOWN = 10;
const MOST_SHOWN_LENGTH = 120;

/** Posts whose text is what their authors wrote for them, in the order given. */
export interface Own {
  posts: Post[];
  /** How much of the text is whose. */
  finding: Finding | Missing;
}

/**
 * Leaves quotes, code, signatures and recurring lines out of the text of posts, and what only quotes and code name
 * out of their hashtags, mentions and links.
 */
function* withOwnWords(posts: readonly Post[]): Work<Own> {
  const recurring = yield* recurringLines(ownTexts(posts));
  const totals = { own: 0, quoted: 0, code: 0, signature: 0, boilerplate: 0 };
  const having: Record<Kind, Post[]> = { quoted: [], code: [], signature: [], boilerplate: [] };
  const made: Post[] = [];
  yield* eachOf(posts, (post) => {
    const { own, aside, others } = ownWords(post.text);
    const text = withoutLines(own, recurring);
    const lengths = { ...aside, boilerplate: text.removed };
    totals.own += text.left.length;
    for (const kind of KINDS) {
      totals[kind] += lengths[kind];
      if (lengths[kind] > 0) having[kind].push(post);
    }
    if (others !== '') made.push(named(post, text.left, others));
    else made.push(text.left === post.text ? post : { ...post, text: text.left });
  });
  return { posts: made, finding: posts.length === 0 ? none : counted(posts, totals, having, recurring) };
}

/** The own words of a profile's own posts, told once for all of its analyses. */
export const ownWordsOf = sharedWork((posts: readonly Post[]) => withOwnWords(ownPosts(posts)));

/** Told anew each time: all of them would take as much memory as the posts. In one line none can recur. */
const ownTexts = (posts: readonly Post[]): Iterable<string> => ({
  *[Symbol.iterator]() {
    for (const { text } of posts) yield text.includes('\n') ? ownWords(text).own : text;
  },
});

const none = missing('there are no own posts', 'one own post');

function withoutLines(
  own: string,
  recurring: ReadonlyMap<string, number>,
): { left: string; removed: number } {
  if (recurring.size === 0 || !own.includes('\n')) return { left: own, removed: 0 };
  const kept = own.split('\n').filter((line) => !recurring.has(lineKey(line)));
  const left = kept.join('\n').trim();
  return { left, removed: own.length - left.length };
}

/** A hashtag that is both quoted and written stays. */
function named(post: Post, text: string, others: string): Post {
  const only = (find: (within: string) => string[]) => {
    const own = new Set(find(text).map((item) => item.toLowerCase()));
    const theirs = new Set(find(others).map((item) => item.toLowerCase()));
    return (item: string) => !theirs.has(item.toLowerCase()) || own.has(item.toLowerCase());
  };
  return {
    ...post,
    text,
    hashtags: post.hashtags.filter(only(findHashtags)),
    mentions: post.mentions.filter(only(findMentions)),
    links: post.links.filter(only(findLinks)),
  };
}

function counted(
  posts: readonly Post[],
  totals: Record<Kind | 'own', number>,
  having: Record<Kind, Post[]>,
  recurring: ReadonlyMap<string, number>,
): Finding {
  const all = totals.own + KINDS.reduce((sum, kind) => sum + totals[kind], 0);
  const lines = [...recurring].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  const value = {
    own_characters: totals.own,
    own_share: share(totals.own, Math.max(1, all)),
    left_out: KINDS.map((kind) => ({ kind, posts: having[kind].length, characters: totals[kind] })),
    recurring_lines: lines.slice(0, MOST_SHOWN).map(([line, count]) => ({
      line: line.slice(0, MOST_SHOWN_LENGTH).toWellFormed(),
      posts: count,
    })),
  };
  const touched = new Set(KINDS.flatMap((kind) => having[kind]));
  return finding(
    value,
    posts.filter((post) => touched.has(post)),
    { n: posts.length },
  );
}
