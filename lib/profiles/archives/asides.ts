import { parseBounded } from '../../core/bounded-json.ts';
import type { StoredFile } from '../../files/stored-file.ts';
import type { Asides } from './archive-format.ts';
import { itemsOf } from './cut-items.ts';
import { tooLargeArchive, unreadableArchive } from './unreadable.ts';
import { entryBytes, type ZipEntry } from './zip.ts';

/** Bytes of one such entry, inflated: long posts beside those of 200,000 have half of it. */
const MOST_BYTES = 64_000_000;
const MOST_WHOLE_BYTES = 4_000_000;

function assertSize({ name, size }: ZipEntry, most: number): void {
  if (size <= most) return;
  throw tooLargeArchive(
    `${name.slice(0, 100)} has ${size} bytes; at most ${most} are read. Take it out of the zip.`,
  );
}

async function wholeOf(file: StoredFile, entry: ZipEntry): Promise<unknown> {
  assertSize(entry, MOST_WHOLE_BYTES);
  const text = Buffer.concat(await Array.fromAsync(entryBytes(file, entry))).toString('utf8');
  try {
    // X writes an assignment before it.
    return parseBounded(text.replace(/^\uFEFF?\s*[\w.]{1,100}\s*=\s*/, '').replace(/;\s*$/, ''));
  } catch {
    throw unreadableArchive(
      `${entry.name.slice(0, 100)} is not the JSON that such an archive has there. Download the archive again.`,
    );
  }
}

async function listOf(file: StoredFile, entry: ZipEntry, isCsv: boolean): Promise<unknown[]> {
  assertSize(entry, MOST_BYTES);
  const items: unknown[] = [];
  for await (const { item } of itemsOf(entryBytes(file, entry), { part: 0, key: null, isCsv }, 0))
    items.push(item);
  return items;
}

/** @param entries by the format's name for them */
export function asidesOf(file: StoredFile, entries: readonly { aside: string; entry: ZipEntry }[]): Asides {
  const named = (name: string) => entries.flatMap(({ aside, entry }) => (aside === name ? [entry] : []));
  return {
    names: (name) => named(name).map((entry) => entry.name),
    async list(name) {
      const lists: unknown[][] = [];
      for (const entry of named(name)) lists.push(await listOf(file, entry, entry.name.endsWith('.csv')));
      return lists.flat();
    },
    async whole(name) {
      const [entry] = named(name);
      return entry && (await wholeOf(file, entry));
    },
  };
}
