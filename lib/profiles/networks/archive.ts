import { PermanentError } from '../../core/errors.ts';
import type { Post, PostBatch, Profile } from './social.ts';
import { tally } from './tally.ts';

/** Contents of an archive. */
export interface Archive extends PostBatch {
  profile: Profile;
}

export const unreadableArchive = (what: string) => new PermanentError('archive_unreadable', what);

/**
 * Parses JSON; the error omits the parser's message, which quotes the text. @throws PermanentError
 * `archive_unreadable`.
 */
export function parseArchive(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw unreadableArchive(
      `${what} is not complete JSON. Upload the file as it is in the archive, unchanged.`,
    );
  }
}

/** Newest first, undated last, without duplicate ids; posts beyond `most` are counted as `over_limit`. */
export function newestPosts(batch: PostBatch, most: number): PostBatch {
  const skipped = tally();
  for (const [reason, count] of Object.entries(batch.skipped)) skipped.add(reason, count);
  const distinct = [...new Map(batch.posts.map((post) => [post.id, post])).values()];
  skipped.add('repeated', batch.posts.length - distinct.length);
  const sorted = distinct.sort(byNewest);
  skipped.add('over_limit', Math.max(0, sorted.length - most));
  return { posts: sorted.slice(0, most), skipped: skipped.counts(), changed: batch.changed };
}

function byNewest(a: Post, b: Post): number {
  const [left, right] = [a.createdAt ?? '', b.createdAt ?? ''];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
