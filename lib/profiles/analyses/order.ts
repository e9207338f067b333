import type { Post } from '../networks/social.ts';

export interface DatedPost {
  post: Post;
  /** Unix milliseconds. */
  ms: number;
}

export interface Dated {
  dated: DatedPost[];
  undated: Post[];
  /** Dated before social networks existed or after the observation; such dates are false. */
  implausible: Post[];
}

const DAY_MS = 86_400_000;
/** None of the networks is older than this. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
/** Allowed clock error: no more than the widest time zone. */
const TOLERANCE_MS = DAY_MS;

/** Compares by code unit, independent of locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function comparePosts(a: Post, b: Post): number {
  const byDate = compareText(a.createdAt ?? '\uffff', b.createdAt ?? '\uffff');
  if (byDate !== 0 || a.id !== b.id) return byDate || compareText(a.id, b.id);
  return compareText(JSON.stringify(a), JSON.stringify(b));
}

/** Sorts oldest first, undated last; independent of input order. */
export const inOrder = (posts: readonly Post[]): Post[] => [...posts].sort(comparePosts);

/** Excludes reposts, which are other people's words. */
export const ownPosts = (posts: readonly Post[]): Post[] =>
  inOrder(posts).filter(({ kind }) => kind !== 'repost');

/** Splits posts by whether their date is usable. @param asOf ISO 8601 */
export function byDate(posts: readonly Post[], asOf: string): Dated {
  const parts: Dated = { dated: [], undated: [], implausible: [] };
  const latest = Date.parse(asOf) + TOLERANCE_MS;
  for (const post of inOrder(posts)) {
    const ms = post.createdAt === null ? Number.NaN : Date.parse(post.createdAt);
    if (Number.isNaN(ms)) parts.undated.push(post);
    else if (ms < EARLIEST_MS || ms > latest) parts.implausible.push(post);
    else parts.dated.push({ post, ms });
  }
  parts.dated.sort((a, b) => a.ms - b.ms || comparePosts(a.post, b.post));
  return parts;
}
