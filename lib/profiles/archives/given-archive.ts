import type { Work } from '../../core/slices.ts';
import { sortedOf } from '../../core/slices-of.ts';
import { Turns } from '../../core/turns.ts';
import type { Post, PostBatch, Profile } from '../networks/social.ts';
import { tally } from '../networks/tally.ts';
import { jsonOf } from './cut-items.ts';
import { JsonItems } from './json-items.ts';
import { unreadableArchive } from './unreadable.ts';

/** Contents of an archive's file. */
export interface Archive extends PostBatch {
  profile: Profile;
  /** What is not in it although the archive had it, one sentence each. */
  incomplete: string[];
}

/**
 * The items of a list in a text that a request brought, without holding the event loop; undefined for one that is no
 * JSON, nested too deep or too large.
 * @param what the file is called
 * @throws PermanentError `archive_unreadable`
 */
export async function itemsOfText(text: string, key: string | null, what: string): Promise<unknown[]> {
  const items: unknown[] = [];
  const cutter = new JsonItems({ key });
  const turns = new Turns();
  for (const cut of cutter.feed(Buffer.from(text))) {
    items.push(jsonOf(cut));
    if (turns.due) await turns.take();
  }
  if (cutter.ended && (items.length === 0 || items.some((item) => item !== undefined))) return items;
  throw unreadableArchive(
    `${what} is not complete JSON. Upload the file as it is in the archive, unchanged.`,
  );
}

/** Newest first, undated last, without duplicate ids; posts beyond `most` are counted as `over_limit`. */
export function* newestPosts(batch: PostBatch, most: number): Work<PostBatch> {
  const skipped = tally();
  for (const [reason, count] of Object.entries(batch.skipped)) skipped.add(reason, count);
  const distinct = [...new Map(batch.posts.map((post) => [post.id, post])).values()];
  skipped.add('repeated', batch.posts.length - distinct.length);
  const sorted = yield* sortedOf(distinct, byNewest);
  skipped.add('over_limit', Math.max(0, sorted.length - most));
  return { posts: sorted.slice(0, most), skipped: skipped.counts(), changed: batch.changed };
}

function byNewest(a: Post, b: Post): number {
  const [left, right] = [a.createdAt ?? '', b.createdAt ?? ''];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
