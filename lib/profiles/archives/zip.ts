import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { ownTurn } from '../../core/own-turn.ts';
import type { StoredFile } from '../../files/stored-file.ts';
import { tooLargeArchive, unreadableArchive } from './unreadable.ts';

/** An entry of a zip, as far as it takes to read it: plain data that a step can be given. */
export interface ZipEntry {
  /** As in the directory; never used as a path. */
  name: string;
  /** Where its data begins in the file. */
  start: number;
  /** Bytes as stored. */
  stored: number;
  /** Bytes when read; more make the entry unreadable. */
  size: number;
  isDeflated: boolean;
  /** CRC-32 of what is read; absent from steps that were planned before it was looked at. */
  checksum?: number | undefined;
}

/** More than any archive has of pictures; a directory of so many takes about ten seconds. */
const MOST_ENTRIES = 500_000;
/** Entries between two turns of the event loop. */
const AT_ONCE = 200;
const DEFLATED = 8;

/** Reads a stored file for yauzl, which would make a stream for each few bytes of the directory. */
class StoredReader extends RandomAccessReader {
  readonly #file: StoredFile;

  constructor(file: StoredFile) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#file.range(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#copy(buffer, offset, { position, length }).then(
      () => callback(null),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  async #copy(buffer: Buffer, offset: number, { position, length }: { position: number; length: number }) {
    let at = offset;
    for await (const piece of this.#file.range(position, position + length)) {
      piece.copy(buffer, at);
      at += piece.length;
    }
  }
}

/** Yauzl's errors are plain; those of the store and of the database say more and pass as they are. */
function asUnreadable(error: unknown): unknown {
  const isPlain = error instanceof RangeError || (error instanceof Error && error.constructor === Error);
  if (!isPlain) return error;
  return unreadableArchive(
    `The file is no zip that can be read (${error.message.slice(0, 120)}). Upload it as it was downloaded.`,
  );
}

async function openZip(file: StoredFile): Promise<ZipFile> {
  try {
    return await fromRandomAccessReaderPromise(new StoredReader(file), file.size, { autoClose: false });
  } catch (error) {
    throw asUnreadable(error);
  }
}

async function located(zip: ZipFile, entry: Entry): Promise<ZipEntry> {
  const { fileName: name, compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.isEncrypted()) {
    throw unreadableArchive('The zip is encrypted. Upload it without a password.');
  }
  if (!entry.canDecodeFileData()) {
    throw unreadableArchive(
      `${name.slice(0, 100)} is compressed by method ${compressionMethod}, which is not read. Pack it as an ordinary zip.`,
    );
  }
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  return {
    name,
    start: fileDataStart,
    stored: compressedSize,
    size: uncompressedSize,
    isDeflated: compressionMethod === DEFLATED,
    checksum: entry.crc32,
  };
}

/**
 * The entries that `isWanted` picks by their names, in the order of the directory, of each name the first. Data of the
 * others is never read.
 * @throws PermanentError `archive_unreadable`, `archive_too_large`, `file_not_kept`; the signal's reason
 */
export async function zipEntries(
  file: StoredFile,
  isWanted: (name: string) => boolean,
  signal: AbortSignal,
): Promise<ZipEntry[]> {
  const zip = await openZip(file);
  if (zip.entryCount > MOST_ENTRIES) {
    throw tooLargeArchive(
      `The zip has ${zip.entryCount} entries; at most ${MOST_ENTRIES} are read. Take its pictures and videos out.`,
    );
  }
  const found = new Map<string, ZipEntry>();
  let seen = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (++seen % AT_ONCE === 0) await ownTurn();
      signal.throwIfAborted();
      if (isWanted(entry.fileName) && !found.has(entry.fileName))
        found.set(entry.fileName, await located(zip, entry));
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : asUnreadable(error);
  }
  return [...found.values()];
}

async function* inflated(stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  // What fails is thrown by the loop.
  pipeline(Readable.from(stored), inflate, () => {});
  for await (const bytes of inflate) yield Buffer.from(bytes);
}

/**
 * The data of an entry as it is inflated, from its beginning.
 * @throws PermanentError `archive_unreadable` where it is damaged, or is not as the directory says: once all is read
 */
export async function* entryBytes(file: StoredFile, entry: ZipEntry): AsyncGenerator<Buffer> {
  const { name, start, stored, size, isDeflated, checksum } = entry;
  if (start + stored > file.size) throw damaged(name, `ends behind the ${file.size} bytes of the zip`);
  const bytes = file.range(start, start + stored);
  let [given, sum] = [0, 0];
  try {
    for await (const piece of isDeflated ? inflated(bytes) : bytes) {
      given += piece.length;
      sum = crc32(piece, sum);
      if (given > size) break;
      yield piece;
    }
  } catch (error) {
    throw asUnreadable(error);
  }
  if (given !== size) throw damaged(name, `has not the ${size} bytes that the zip says it has`);
  if (checksum !== undefined && sum !== checksum) throw damaged(name, 'is not what its checksum says');
}

const damaged = (name: string, how: string) =>
  unreadableArchive(`${name.slice(0, 100)} ${how}. Download the archive again, and upload that.`);
