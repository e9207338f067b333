import type { Post, PostBatch, Profile } from '../networks/social.ts';
import type { Tally } from '../networks/tally.ts';

/** Where the posts of an entry are. */
export interface PostsAt {
  /** Entries are read in this order; of a network that numbers them, the number of the part. */
  part: number;
  /** JSON: the name of the list in the outermost object; null if the entry is the list. */
  key: string | null;
  /** CSV with a line of names, in place of JSON. */
  isCsv?: boolean | undefined;
}

/** Small entries beside those with posts, by what they are called in the format. */
export interface Asides {
  /** Items of a list; empty if there is no such entry. */
  list(name: string): Promise<unknown[]>;
  /** The whole JSON; undefined likewise. */
  whole(name: string): Promise<unknown>;
  /** Names of the entries. */
  names(name: string): string[];
}

/** Makes a post of an item, or gives the reason to leave it out. */
export type ReadItem = (item: unknown, changed: Tally) => Post | 'unreadable' | 'not_public';

/** What an archive says besides its posts, and how they are read. */
export interface ArchiveReader {
  /** The owner, as far as the archive names one; the handle is what was asked for otherwise. */
  profile: Profile;
  /** What is not in the archive although its posts were, one sentence each. */
  incomplete: string[];
  read: ReadItem;
}

/** A network's archive: a zip with known entries. */
export interface ArchiveFormat {
  /** The entry that it cannot do without, for the message if there is none. */
  needs: string;
  /** Null for an entry without posts. @param name without what a folder of the download is called */
  postsAt(name: string): PostsAt | null;
  /** By name, what the path of an entry looks like. */
  asides: Readonly<Record<string, RegExp>>;
  /** @param parts numbers of the entries with posts, rising */
  reader(asides: Asides, asked: { handle: string; parts: readonly number[] }): Promise<ArchiveReader>;
}

/** A page of posts, in the order of the archive. */
export interface ArchivePage<Place> extends PostBatch {
  /** Null after the last. */
  next: Place | null;
}
