import { z } from 'zod';
import { PermanentError } from '../core/errors.ts';
import { latest } from '../core/latest.ts';
import type { FurtherStep, StepContext, StepResult } from '../engine/analyzer.ts';
import { type StoredFile, storedFile } from '../files/stored-file.ts';
import type { ArchivePage } from './archives/archive-format.ts';
import { type ArchiveSource, archiveSourceOf } from './archives/archive-source.ts';
import { bareHandle } from './networks/given-profile.ts';
import type { Counts, Platform } from './networks/social.ts';
import { tally } from './networks/tally.ts';
import { LATER, type ProfileJob, pageKey, STAGES } from './profile-job.ts';
import { packPosts } from './records/packed-posts.ts';
import type { PageRecord, ProfileRecord } from './records/write.ts';

/** Posts read of one archive. */
export const MOST_ARCHIVED = 200_000;

const inputSchema = z.object({ page: z.int(), before: z.int(), place: z.unknown() });

/** The stored file of an archive. */
export type FileOf = (documentId: string) => Promise<StoredFile>;

/** Opens an archive's file once for its pages, as far as they are read in this process. */
export const filesOf = ({ db }: Pick<ProfileJob, 'db'>): FileOf => latest((id) => storedFile(db, id));

/** A job that reads an archive. */
interface ArchiveJob {
  input: ProfileJob['input'];
  fileOf: FileOf;
}

/** A stored archive, with what reads its network's. */
interface OfArchive {
  file: StoredFile;
  source: ArchiveSource;
  platform: Platform;
  handle: string;
}

async function archiveOf({ fileOf, input }: ArchiveJob, documentId: string): Promise<OfArchive> {
  const { platform, profile_id: name } = input;
  const source = archiveSourceOf(platform);
  if (!source) throw new PermanentError('archive_unreadable', `Archives of ${platform} cannot be read.`);
  return { file: await fileOf(documentId), source, platform, handle: bareHandle(name) };
}

const pageStep = (input: z.infer<typeof inputSchema>) => ({
  stage: STAGES.posts,
  key: pageKey(input.page),
  input,
});

/** The first page that has a post. @throws PermanentError `no_posts` */
async function firstPage({ file, source, handle, platform }: OfArchive, first: unknown, signal: AbortSignal) {
  const [skipped, changed] = [tally(), tally()];
  for (let place = first; ; ) {
    const page = withinLimit(await source.page(file, handle, { place, signal, untilPost: true }), 0);
    for (const [reason, times] of Object.entries(page.skipped)) skipped.add(reason, times);
    for (const [reason, times] of Object.entries(page.changed)) changed.add(reason, times);
    if (page.posts.length > 0) return { ...page, skipped: skipped.counts(), changed: changed.counts() };
    if (page.next === null) throw noPostsIn(platform, skipped.counts());
    place = page.next;
  }
}

/**
 * Finds the owner of an archive, and reads its first page: a job without a post fails instead of reporting on nothing.
 * @throws PermanentError `no_posts`, `archive_unreadable`, `archive_too_large`, `file_not_kept`
 */
export async function openArchive(
  job: ArchiveJob,
  documentId: string,
  { signal }: StepContext,
): Promise<StepResult<ProfileRecord>> {
  const { platform, profile_id: profileId } = job.input;
  const archive = await archiveOf(job, documentId);
  const { profile, incomplete, place } = await archive.source.open(archive.file, archive.handle, signal);
  const read = await firstPage(archive, place, signal);
  const { record: page, further } = await recordOf(read, { page: 0, before: 0 });
  return {
    record: { platform, profileId, profile, asOf: null, page, incomplete },
    further: [...further, ...LATER],
  };
}

/** Packs a page, and adds the step for the next. */
async function recordOf(
  { posts, skipped, changed, next }: ArchivePage<unknown>,
  { page, before }: { page: number; before: number },
): Promise<{ record: PageRecord; further: FurtherStep[] }> {
  const upTo = before + posts.length;
  return {
    record: { page, posts: await packPosts(posts), count: posts.length, skipped, changed },
    further: next === null ? [] : [pageStep({ page: page + 1, before: upTo, place: next })],
  };
}

function noPostsIn(platform: Platform, { unreadable = 0, not_public: hidden = 0 }: Counts): PermanentError {
  const why = [
    ...(unreadable > 0 ? [`${unreadable} items cannot be read`] : []),
    ...(hidden > 0 ? [`${hidden} posts are not public`] : []),
  ];
  const found = why.length > 0 ? why.join(' and ') : 'its list of posts is empty';
  return new PermanentError(
    'no_posts',
    `The archive (${platform}) has no post that can be read: ${found}. Download it again after something was published, or check that it is the archive of this account.`,
  );
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
  job: ArchiveJob,
  { documentId, input }: { documentId: string; input: unknown },
  { signal }: StepContext,
): Promise<StepResult<PageRecord>> {
  const { page, before, place } = inputSchema.parse(input);
  const { file, source, handle } = await archiveOf(job, documentId);
  const read = withinLimit(await source.page(file, handle, { place, signal }), before);
  if (read.next === null && before + read.posts.length === 0) {
    throw noPostsIn(job.input.platform, read.skipped);
  }
  return recordOf(read, { page, before });
}
