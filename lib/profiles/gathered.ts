import type { Post, Profile } from './networks/social.ts';

/** What a job has read so far. */
export interface Gathered {
  /** Each post once, by date and id: the same posts give the same list in any order of arrival. */
  posts: Post[];
  pages: number;
  /** Posts that could not be read, and those that were changed in reading, by reason, over all pages. */
  skipped: Record<string, number>;
  changed: Record<string, number>;
}

/** A profile as a job has stored it. */
export interface ReadProfile {
  platform: string;
  profileId: string;
  profile: Profile;
  /** The end of the observation, ISO 8601; null where none of the given posts has a date. */
  asOf: string | null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** By date, posts without one last, then by id: one order for one set of posts. */
export function inOrder(posts: readonly Post[]): Post[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const at = (post: Post) => post.createdAt ?? '\uffff';
  return [...byId.values()].sort((a, b) => compare(at(a), at(b)) || compare(a.id, b.id));
}
