import { PermanentError, Refusal } from '../core/errors.ts';
import type { Database } from '../db/client.ts';
import type { Again, Kept } from '../engine/analyzer.ts';
import { givenDocument } from '../files/given-document.ts';
import { insertReader } from '../files/readers.ts';
import type { Archive } from './archives/given-archive.ts';
import { readOutboxJson } from './archives/outbox-json.ts';
import { readTweetsJs } from './archives/tweets-js.ts';
import { bareHandle, givenProfile } from './networks/given-profile.ts';
import { givenPosts } from './networks/inline.ts';
import { packPosts } from './records/packed-posts.ts';
import { insertGiven } from './records/write.ts';
import type { ProfileInput, StoredInput } from './schema.ts';

/** The posts in the request; null if it holds none. @throws PermanentError `archive_unreadable`. */
async function givenIn({
  platform,
  profile_id: name,
  posts,
  archive,
}: ProfileInput): Promise<Archive | null> {
  const handle = bareHandle(name);
  if (posts) return { profile: givenProfile(platform, handle), incomplete: [], ...(await givenPosts(posts)) };
  if (archive === undefined) return null;
  return platform === 'twitter_archive' ? readTweetsJs(archive, handle) : readOutboxJson(archive, handle);
}

async function readable(input: ProfileInput): Promise<Archive | null> {
  try {
    return await givenIn(input);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    const fault = { path: 'archive', code: error.code, message: error.message };
    throw new Refusal('invalid_input', 'The archive cannot be read.', { faults: [fault] });
  }
}

/**
 * Finds the uploaded archive that a request names, and replaces its id by that of the stored file.
 * @throws Refusal `invalid_input` with the codes unknown_document, upload_unfinished
 */
export async function resolveArchive(
  input: ProfileInput,
  owner: string,
  db: Database,
): Promise<ProfileInput> {
  const { document_id: asked } = input;
  if (asked === undefined) return input;
  const found = await givenDocument(db, { owner, asked, remedy: 'Upload the archive again.' });
  return { ...input, document_id: found.id };
}

/**
 * Moves posts out of the input into the posts table, which has a retention period, within the transaction that
 * creates the job.
 * @throws Refusal `invalid_input` for an unreadable archive.
 */
export async function keepGiven(input: ProfileInput): Promise<Kept<StoredInput>> {
  const { platform, profile_id, mode, max_posts, time_zone, document_id } = input;
  const stored: StoredInput = { platform, profile_id, mode, max_posts, time_zone, given: null };
  if (document_id !== undefined) {
    const archive = { document_id };
    return { input: { ...stored, archive }, also: (jobId) => insertReader(jobId, document_id) };
  }
  const archive = await readable(input);
  if (!archive) return { input: stored };
  const { posts, skipped, changed, profile, incomplete } = archive;
  const page = { page: 0, posts: await packPosts(posts), count: posts.length, skipped, changed };
  const given = {
    posts: posts.length,
    ...(profile.handle !== profile_id && { owner: profile.handle }),
    ...(incomplete.length > 0 && { incomplete }),
  };
  return { input: { ...stored, given }, also: (jobId) => [insertGiven(jobId, page)] };
}

/** Posts that came with a request are deleted after their retention period, so another has to bring its own. */
export function againOf({ given, archive, ...input }: StoredInput): Again {
  return { input: { ...input, ...archive }, lacks: given === null ? [] : ['posts', 'archive'] };
}
