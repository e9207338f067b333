import { createLikedPosts, type LikedPost } from '../../../bench/authors/likes.ts';
import { createRandom } from '../../../bench/authors/random.ts';
import { atOnce } from '../../../lib/core/slices.ts';
import { engagement } from '../../../lib/profiles/analyses/engagement.ts';
import { AS_OF, CONTEXT, post, shown } from './posts.ts';

const DAY_MS = 86_400_000;

export interface Comparison {
  what: string;
  says: string;
  ratio_of_count_plus_1: { value: number; low: number; high: number };
}

const asPost = ({ day, kind, link, hashtag, words, likes }: LikedPost, index: number) =>
  post(`p${index}`, {
    createdAt: new Date(Date.parse(AS_OF) + day * DAY_MS).toISOString(),
    text: Array.from({ length: words }, () => 'word').join(' '),
    kind,
    links: link ? ['https://example.org'] : [],
    hashtags: hashtag ? ['sea'] : [],
    likes,
  });

/** The comparisons that each of so many simulated authors is told. */
export function comparisonsOf(
  authors: number,
  { posts, linkFactor, seed }: { posts: number; linkFactor: number; seed: number },
): Comparison[][] {
  const random = createRandom(seed);
  return Array.from({ length: authors }, () => {
    const made = createLikedPosts(posts, { linkFactor }, random).map(asPost);
    const value = shown(atOnce(engagement(made, CONTEXT)), 'what_does_well') as
      | { comparisons: Comparison[] }
      | undefined;
    return value?.comparisons ?? [];
  });
}

export const isDifference = ({ says }: Comparison): boolean => !says.startsWith('no difference');
