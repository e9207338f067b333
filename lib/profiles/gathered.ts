import type { Work } from '../core/slices.ts';
import { sortedOf } from '../core/slices-of.ts';
import type { Post, Profile } from './networks/social.ts';

/** Everything a job has read so far. */
export interface Gathered {
  /** Without duplicates, sorted by date and id: independent of the order of arrival. */
  posts: Post[];
  pages: number;
  /** Posts left out or changed in reading, counted by reason over all pages. */
  skipped: Record<string, number>;
  changed: Record<string, number>;
}

/** A job's stored profile. */
export interface ReadProfile {
  platform: string;
  profileId: string;
  profile: Profile;
  /** End of the observation, ISO 8601; null if no given post has a date. */
  asOf: string | null;
  /** What was not among the posts although the network had it, one sentence each. */
  incomplete: string[];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Sorts by date (undated last), then id: independent of input order. Yields between runs. */
export function* inOrder(posts: readonly Post[]): Work<Post[]> {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const at = (post: Post) => post.createdAt ?? '\uffff';
  return yield* sortedOf([...byId.values()], (a, b) => compare(at(a), at(b)) || compare(a.id, b.id));
}
