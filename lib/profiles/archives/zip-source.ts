import { z } from 'zod';
import { Turns } from '../../core/turns.ts';
import type { StoredFile } from '../../files/stored-file.ts';
import type { Post } from '../networks/social.ts';
import { tally } from '../networks/tally.ts';
import type { ArchiveFormat, ArchivePage, ArchiveReader } from './archive-format.ts';
import { asidesOf } from './asides.ts';
import { itemsOf } from './cut-items.ts';
import { tooLargeArchive, unreadableArchive } from './unreadable.ts';
import { entryBytes, zipEntries } from './zip.ts';

/** Bytes of all entries with posts, inflated: 200,000 posts of X as it writes them have 400 MB. */
const MOST_BYTES = 1_000_000_000;
const MOST_FILES = 500;
/**
 * One step reads so many posts, or so many bytes of them: what it packs is below what a commit may have. Each inflates its
 * entry again from the beginning, so fewer and longer ones cost less.
 */
const POSTS_A_PAGE = 10_000;
const BYTES_A_PAGE = 16_000_000;

const entrySchema = z.object({
  name: z.string(),
  start: z.int(),
  stored: z.int(),
  size: z.int(),
  isDeflated: z.boolean(),
  checksum: z.int().optional(),
});

const atSchema = z.object({ part: z.int(), key: z.string().nullable(), isCsv: z.boolean().optional() });

/** What of a zip is read: given from step to step, so that its directory is read once. */
export const zipPlanSchema = z.object({
  posts: z.array(z.object({ entry: entrySchema, at: atSchema })),
  asides: z.array(z.object({ aside: z.string(), entry: entrySchema })),
});
export type ZipPlan = z.infer<typeof zipPlanSchema>;

/** Where the next page begins: in which of the plan's entries, and how many bytes into it. */
export interface ZipPlace {
  file: number;
  offset: number;
}

/** Copies that a Mac adds for files of other systems. */
const isCopy = (name: string): boolean => /(^|\/)(__MACOSX\/|\._)/.test(name);

function assertReadable(format: ArchiveFormat, { posts }: ZipPlan): void {
  if (posts.length === 0) {
    throw unreadableArchive(
      `The zip holds no ${format.needs}. Upload the zip as it was downloaded, not one inside it.`,
    );
  }
  const bytes = posts.reduce((sum, { entry }) => sum + entry.size, 0);
  if (bytes > MOST_BYTES) {
    throw tooLargeArchive(
      `The posts of the archive have ${bytes} bytes; at most ${MOST_BYTES} are read. Take some of its parts out.`,
    );
  }
  if (posts.length > MOST_FILES) {
    throw tooLargeArchive(
      `The posts are in ${posts.length} entries; at most ${MOST_FILES} are read. Take some of them out.`,
    );
  }
}

/** Reads the directory of a zip. @throws PermanentError `archive_unreadable`, `archive_too_large`, `file_not_kept` */
export async function planOfZip(
  file: StoredFile,
  format: ArchiveFormat,
  signal: AbortSignal,
): Promise<ZipPlan> {
  const asideOf = (name: string) =>
    Object.keys(format.asides).find((aside) => format.asides[aside]?.test(name));
  const isWanted = (name: string) =>
    !isCopy(name) && (format.postsAt(name) !== null || asideOf(name) !== undefined);
  const plan: ZipPlan = { posts: [], asides: [] };
  for (const entry of await zipEntries(file, isWanted, signal)) {
    const at = format.postsAt(entry.name);
    const aside = asideOf(entry.name);
    if (at) plan.posts.push({ entry, at });
    else if (aside !== undefined) plan.asides.push({ aside, entry });
  }
  plan.posts.sort((a, b) => a.at.part - b.at.part);
  assertReadable(format, plan);
  return plan;
}

/** By whom they were asked for; as long as the file is held, the pages behind the first need not read them again. */
const readers = new WeakMap<StoredFile, Map<string, ArchiveReader>>();

/** @param handle what was asked for */
export async function readerOf(
  file: StoredFile,
  { format, plan }: { format: ArchiveFormat; plan: ZipPlan },
  handle: string,
): Promise<ArchiveReader> {
  const ofFile = readers.get(file) ?? new Map<string, ArchiveReader>();
  const asked = `${format.needs} ${handle}`;
  const parts = plan.posts.map(({ at }) => at.part);
  const reader = ofFile.get(asked) ?? (await format.reader(asidesOf(file, plan.asides), { handle, parts }));
  readers.set(file, ofFile.set(asked, reader));
  return reader;
}

/**
 * The page that begins at a place. What stands before it in its entry is inflated again and passed over: no step needs
 * what another has left in memory.
 * @throws PermanentError `archive_unreadable`, `file_not_kept`; the signal's reason
 */
export async function pageOfZip(
  file: StoredFile,
  { plan, reader }: { plan: ZipPlan; reader: ArchiveReader },
  { file: number, offset }: ZipPlace,
  { signal, untilPost = false }: { signal: AbortSignal; untilPost?: boolean | undefined },
): Promise<ArchivePage<ZipPlace>> {
  const of = plan.posts[number];
  if (!of) return { posts: [], skipped: {}, changed: {}, next: null };
  const [skipped, changed] = [tally(), tally()];
  const posts: Post[] = [];
  const turns = new Turns(signal);
  let next = following(plan, number);
  for await (const { item, end } of itemsOf(entryBytes(file, of.entry), of.at, offset)) {
    const post = reader.read(item, changed);
    if (typeof post === 'string') skipped.add(post);
    else posts.push(post);
    const isLong = end - offset >= BYTES_A_PAGE && !(untilPost && posts.length === 0);
    if (posts.length >= POSTS_A_PAGE || isLong) {
      next = { file: number, offset: end };
      break;
    }
    if (turns.due) await turns.take();
  }
  return { posts, skipped: skipped.counts(), changed: changed.counts(), next };
}

const following = ({ posts }: ZipPlan, file: number): ZipPlace | null =>
  file + 1 < posts.length ? { file: file + 1, offset: 0 } : null;
