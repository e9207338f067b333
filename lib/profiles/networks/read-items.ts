import type { z } from 'zod';
import type { Post, PostBatch } from './social.ts';
import { type Tally, tally } from './tally.ts';

/**
 * Parses each item separately, so that a malformed one affects no other; those are counted as `unreadable`.
 * @param toPost returns the post, or the reason to leave it out.
 */
export function readItems<T>(
  items: readonly unknown[],
  schema: z.ZodType<T>,
  toPost: (item: T, changed: Tally) => Post | 'not_public',
): PostBatch {
  const [skipped, changed] = [tally(), tally()];
  const posts = items.flatMap((item) => {
    const read = schema.safeParse(item);
    const post = read.success ? toPost(read.data, changed) : 'unreadable';
    if (typeof post !== 'string') return post;
    skipped.add(post);
    return [];
  });
  return { posts, skipped: skipped.counts(), changed: changed.counts() };
}
