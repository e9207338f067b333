import { PermanentError, Refusal } from '../core/errors.ts';
import type { Again, Kept } from '../engine/analyzer.ts';
import { givenPosts } from './networks/inline.ts';
import { readMastodonArchive } from './networks/mastodon-archive.ts';
import type { PostBatch } from './networks/social.ts';
import { readTwitterArchive } from './networks/twitter-archive.ts';
import { packPosts } from './records/packed-posts.ts';
import { insertGiven } from './records/write.ts';
import type { ProfileInput, StoredInput } from './schema.ts';

/** Null if the posts are fetched from a network. @throws PermanentError `archive_unreadable`. */
async function batchOf({
  platform,
  profile_id: handle,
  posts,
  archive,
}: ProfileInput): Promise<PostBatch | null> {
  if (posts) return givenPosts(posts);
  if (archive === undefined) return null;
  return platform === 'twitter_archive'
    ? readTwitterArchive(archive, handle)
    : await readMastodonArchive(archive, handle);
}

async function readable(input: ProfileInput): Promise<PostBatch | null> {
  try {
    return await batchOf(input);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    const fault = { path: 'archive', code: error.code, message: error.message };
    throw new Refusal('invalid_input', 'The archive cannot be read.', { faults: [fault] });
  }
}

/**
 * Moves posts out of the input into the posts table, which has a retention period, within the transaction that
 * creates the job.
 * @throws Refusal `invalid_input` for an unreadable archive.
 */
export async function keepGiven(input: ProfileInput): Promise<Kept<StoredInput>> {
  const { platform, profile_id, mode, max_posts, time_zone } = input;
  const batch = await readable(input);
  const given = batch ? { posts: batch.posts.length } : null;
  const stored: StoredInput = { platform, profile_id, mode, max_posts, time_zone, given };
  if (!batch) return { input: stored };
  const { posts, skipped, changed } = batch;
  const page = { page: 0, posts: await packPosts(posts), count: posts.length, skipped, changed };
  return { input: stored, also: (jobId) => [insertGiven(jobId, page)] };
}

/** Posts that came with a request are deleted after their retention period, so another has to bring its own. */
export function againOf({ given, ...input }: StoredInput): Again {
  return { input, lacks: given === null ? [] : ['posts', 'archive'] };
}
