import { z } from 'zod';
import type { StoredFile } from '../../files/stored-file.ts';
import type { Platform, Profile } from '../networks/social.ts';
import type { ArchiveFormat, ArchivePage } from './archive-format.ts';
import { openRepository, pageOfRepository } from './bluesky-source.ts';
import { MASTODON_FORMAT } from './mastodon-format.ts';
import { INSTAGRAM_FORMAT, THREADS_FORMAT } from './meta-formats.ts';
import { REDDIT_FORMAT } from './reddit-format.ts';
import { X_FORMAT } from './x-format.ts';
import { pageOfZip, planOfZip, readerOf, zipPlanSchema } from './zip-source.ts';

/** An archive that is about to be read. */
export interface OpenedArchive {
  profile: Profile;
  /** What is not in it although the network had it, one sentence each. */
  incomplete: string[];
  /** Where the first page begins; data for a step. */
  place: unknown;
}

/** Which page is asked for. */
interface PageAsked {
  /** As `open` or the page before gave it. */
  place: unknown;
  signal: AbortSignal;
  /** Whether it goes on beyond its usual size until it has a post. */
  untilPost?: boolean | undefined;
}

/** Reads whole archives page by page; each page needs only the file and its place. */
export interface ArchiveSource {
  /** @throws PermanentError `archive_unreadable`, `archive_too_large`, `file_not_kept`; the signal's reason */
  open(file: StoredFile, handle: string, signal: AbortSignal): Promise<OpenedArchive>;
  /** @throws as `open` */
  page(file: StoredFile, handle: string, asked: PageAsked): Promise<ArchivePage<unknown>>;
}

const zipPlaceSchema = z.object({
  plan: zipPlanSchema,
  at: z.object({ file: z.int().min(0), offset: z.int().min(0) }),
});

function zipSource(format: ArchiveFormat): ArchiveSource {
  return {
    async open(file, handle, signal) {
      const plan = await planOfZip(file, format, signal);
      const { profile, incomplete } = await readerOf(file, { format, plan }, handle);
      return { profile, incomplete, place: { plan, at: { file: 0, offset: 0 } } };
    },
    async page(file, handle, { place, ...how }) {
      const { plan, at } = zipPlaceSchema.parse(place);
      const reader = await readerOf(file, { format, plan }, handle);
      const page = await pageOfZip(file, { plan, reader }, at, how);
      return { ...page, next: page.next && { plan, at: page.next } };
    },
  };
}

const BLUESKY_SOURCE: ArchiveSource = {
  async open(file, handle, signal) {
    return { profile: await openRepository(file, handle, signal), incomplete: [], place: 0 };
  },
  page: (file, handle, { place, signal }) =>
    pageOfRepository(file, { asked: handle, offset: z.int().min(0).parse(place) }, signal),
};

const SOURCES: Readonly<Partial<Record<Platform, ArchiveSource>>> = {
  twitter_archive: zipSource(X_FORMAT),
  mastodon_archive: zipSource(MASTODON_FORMAT),
  bluesky_archive: BLUESKY_SOURCE,
  threads_archive: zipSource(THREADS_FORMAT),
  instagram_archive: zipSource(INSTAGRAM_FORMAT),
  reddit_archive: zipSource(REDDIT_FORMAT),
};

/** Undefined for a platform whose archives are not read. */
export const archiveSourceOf = (platform: Platform): ArchiveSource | undefined => SOURCES[platform];
