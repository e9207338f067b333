import type { Work } from '../../core/slices.ts';
import { stopWordsOf } from '../../text/stop-words.ts';
import type { Post } from '../networks/social.ts';
import { keywordsOf } from '../text/keywords.ts';
import { withLanguages } from '../text/post-language.ts';
import { evenly, MOST_READ } from './evenly.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  idsOf,
  type Missing,
  missing,
  rowOf,
} from './findings.ts';
import { compareText, inOrder } from './order.ts';
import { ownWordsOf } from './own-words.ts';
import { share } from './statistics.ts';

const MOST = 20;
/** With fewer posts, two of them sharing a phrase by chance would pass as a topic. */
const MIN_FOR_TOPICS = 10;

const postsOf = (each: readonly { post: Post }[]): Post[] => each.map(({ post }) => post);

/** Items by what they share, the largest group first. */
const grouped = <T>(items: readonly T[], key: (item: T) => string): [string, T[]][] =>
  [...Map.groupBy(items, key)].sort(([a, of], [b, other]) => other.length - of.length || compareText(a, b));

type Spoken = readonly { post: Post; language: string | null }[];

function languages(spoken: Spoken): Finding | Missing {
  const known = spoken.flatMap(({ post, language }) => (language === null ? [] : [{ post, language }]));
  if (known.length === 0)
    return missing('no post has a recognizable language', 'posts of a sentence or more');
  const value = {
    languages: grouped(known, ({ language }) => language).map(([language, of]) => ({
      language,
      share: share(of.length, known.length),
      ...rowOf(postsOf(of)),
    })),
    posts_without_language: spoken.length - known.length,
  };
  return finding(value, postsOf(known));
}

function* topics(all: Spoken): Work<Finding | Missing> {
  const spoken = evenly(all, MOST_READ);
  const read = spoken.flatMap(({ post, language }) =>
    language !== null && stopWordsOf(language) ? [{ post, text: post.text, language }] : [],
  );
  const needs = `${MIN_FOR_TOPICS} posts in English, German, French, Spanish, Portuguese, Italian or Dutch`;
  if (read.length < MIN_FOR_TOPICS) return missing('too few posts in a supported language', needs);
  const found = (yield* keywordsOf(read, MOST)).map(({ phrase, texts }) => {
    const posts = texts.flatMap((place) => read[place]?.post ?? []);
    return { phrase, posts: posts.length, post_ids: idsOf(posts) };
  });
  if (found.length === 0) return missing('no two posts share a phrase', 'more posts');
  return finding(
    { quoted_phrases: found, posts_in_other_languages: spoken.length - read.length },
    read.map(({ post }) => post),
  );
}

/** Number of posts that have any such item, and the most frequent items. A post counts once per item. */
function mostOf(
  posts: readonly Post[],
  { name, one }: { name: string; one: string },
  itemsOf: (post: Post) => readonly string[],
): Finding | Missing {
  const having = posts.filter((post) => itemsOf(post).length > 0);
  if (having.length === 0) return missing(`no post has a ${one}`, `one post with a ${one}`);
  const all = having.flatMap((post) => [...new Set(itemsOf(post))].map((item) => ({ item, post })));
  const counts = grouped(all, ({ item }) => item);
  const most = counts.slice(0, MOST).map(([item, of]) => ({
    [name]: item,
    share: share(of.length, posts.length),
    ...rowOf(postsOf(of)),
  }));
  const value = { most, distinct: counts.length, share_of_posts: share(having.length, posts.length) };
  return finding(value, having);
}

const hostsOf = ({ links }: Post): string[] =>
  links.flatMap((link) => (URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : []));

/** Topics: phrases, hashtags, mentions and languages of own words; links of reposts too. */
export function* content(posts: readonly Post[], _: Context): Work<Findings> {
  const { posts: own, finding: whose } = yield* ownWordsOf(posts);
  const reposts = inOrder(posts).filter(({ kind }) => kind === 'repost');
  const spoken = yield* withLanguages(own);
  return findings(posts, {
    topics: yield* topics(spoken),
    hashtags: mostOf(own, { name: 'hashtag', one: 'hashtag' }, ({ hashtags }) => hashtags),
    links_by_host: mostOf(inOrder([...own, ...reposts]), { name: 'host', one: 'link' }, hostsOf),
    mentions: mostOf(own, { name: 'handle', one: 'mention' }, ({ mentions }) => mentions),
    languages: languages(spoken),
    own_words: whose,
  });
}
