import type { z } from 'zod';
import { inSlices, type Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';
import type { Post, PostBatch } from './social.ts';
import { type Tally, tally } from './tally.ts';

/** Makes a post, or gives the reason to leave it out. */
export type ToPost<T> = (item: T, changed: Tally) => Post | 'not_public';

function* itemsRead<T>(items: Iterable<unknown>, schema: z.ZodType<T>, toPost: ToPost<T>): Work<PostBatch> {
  const [skipped, changed] = [tally(), tally()];
  const posts: Post[] = [];
  yield* eachOf(items, (item) => {
    const read = schema.safeParse(item);
    const post = read.success ? toPost(read.data, changed) : 'unreadable';
    if (typeof post === 'string') skipped.add(post);
    else posts.push(post);
  });
  return { posts, skipped: skipped.counts(), changed: changed.counts() };
}

/**
 * Parses each item separately, so that a malformed one affects no other; those are counted as `unreadable`. Does not
 * hold the event loop.
 */
export function readItems<T>(
  items: Iterable<unknown>,
  schema: z.ZodType<T>,
  toPost: ToPost<T>,
): Promise<PostBatch> {
  return inSlices(itemsRead(items, schema, toPost));
}
