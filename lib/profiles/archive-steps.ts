import { z } from 'zod';
import { PermanentError } from '../core/errors.ts';
import type { StepContext, StepResult } from '../engine/analyzer.ts';
import { type StoredFile, storedFile } from '../files/stored-file.ts';
import type { ArchivePage } from './archives/archive-format.ts';
import { type ArchiveSource, archiveSourceOf } from './archives/archive-source.ts';
import { bareHandle } from './networks/given-profile.ts';
import { LATER, noPosts, type ProfileJob, pageKey, STAGES } from './profile-job.ts';
import { packPosts } from './records/packed-posts.ts';
import type { PageRecord, ProfileRecord } from './records/write.ts';

/** Posts read of one archive. */
export const MOST_ARCHIVED = 200_000;

const inputSchema = z.object({ page: z.int(), before: z.int(), place: z.unknown() });

/** A stored archive, with what reads its network's. */
interface OfArchive {
  file: StoredFile;
  source: ArchiveSource;
  handle: string;
}

async function archiveOf({ db, input }: ProfileJob, documentId: string): Promise<OfArchive> {
  const { platform, profile_id: name } = input;
  const source = archiveSourceOf(platform);
  if (!source) throw new PermanentError('archive_unreadable', `Archives of ${platform} cannot be read.`);
  return { file: await storedFile(db, documentId), source, handle: bareHandle(name) };
}

const pageStep = (input: z.infer<typeof inputSchema>) => ({
  stage: STAGES.posts,
  key: pageKey(input.page),
  input,
});

/**
 * Finds the owner of an archive and what of it is read.
 * @throws PermanentError `archive_unreadable`, `archive_too_large`, `file_not_kept`
 */
export async function openArchive(
  job: ProfileJob,
  documentId: string,
  { signal }: StepContext,
): Promise<StepResult<ProfileRecord>> {
  const { platform, profile_id: profileId } = job.input;
  const { file, source, handle } = await archiveOf(job, documentId);
  const { profile, incomplete, place } = await source.open(file, handle, signal);
  return {
    record: { platform, profileId, profile, asOf: null, page: null, incomplete },
    further: [pageStep({ page: 0, before: 0, place }), ...LATER],
  };
}

/** Posts beyond the most that are read are left out. */
function withinLimit(
  { posts, skipped, ...page }: ArchivePage<unknown>,
  before: number,
): ArchivePage<unknown> {
  const room = MOST_ARCHIVED - before;
  if (posts.length <= room) return { posts, skipped, ...page };
  const overLimit = (skipped['over_limit'] ?? 0) + posts.length - room;
  return { ...page, posts: posts.slice(0, room), skipped: { ...skipped, over_limit: overLimit } };
}

/** Reads one page of an archive. @throws as `openArchive`, and PermanentError `no_posts` after an empty last page */
export async function readArchivePage(
  job: ProfileJob,
  { documentId, input }: { documentId: string; input: unknown },
  { signal }: StepContext,
): Promise<StepResult<PageRecord>> {
  const { page, before, place } = inputSchema.parse(input);
  const { file, source, handle } = await archiveOf(job, documentId);
  const read = withinLimit(await source.page(file, handle, { place, signal }), before);
  const { posts, skipped, changed, next } = read;
  const upTo = before + posts.length;
  if (next === null && upTo === 0) throw noPosts(handle, job.input.platform);
  return {
    record: { page, posts: await packPosts(posts), count: posts.length, skipped, changed },
    further: next === null ? [] : [pageStep({ page: page + 1, before: upTo, place: next })],
  };
}
