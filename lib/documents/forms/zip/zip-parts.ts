import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { FORM_LIMITS } from '../limits.ts';
import { damaged, encrypted, tooLarge } from '../refused.ts';

const DEFLATED = 8;
const CHUNK = 128 * 1024;

/** The parts of a zip by their names, inflated as they are read and within the limits. */
export class ZipParts {
  readonly #file: Buffer;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #inflated = 0;

  private constructor(file: Buffer, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws PermanentError document_damaged, document_too_large */
  static async open(bytes: Uint8Array): Promise<ZipParts> {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const zip = await fromBufferPromise(file, { strictFileNames: false }).catch(asDamaged);
    if (zip.entryCount > FORM_LIMITS.entries) throw tooLarge(`it has ${zip.entryCount} parts`);
    const entries = new Map<string, Entry>();
    try {
      for await (const entry of zip.eachEntry())
        if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
    } catch (error) {
      asDamaged(error);
    }
    return new ZipParts(file, zip, entries);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /**
   * The bytes of a part, as they are inflated.
   * @throws PermanentError document_damaged, also where there is no such part; document_encrypted, document_too_large
   */
  async *bytes(name: string, most: number = FORM_LIMITS.partBytes): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (!entry) throw damaged(`it has no part ${name.slice(0, 100)}`);
    if (entry.isEncrypted()) throw encrypted('The file is a zip with a password');
    const size = entry.uncompressedSize;
    if (size > most) throw partTooLarge(name, most);
    let [given, sum] = [0, 0];
    for await (const piece of this.#inflate(entry)) {
      given += piece.length;
      this.#inflated += piece.length;
      if (given > most) throw partTooLarge(name, most);
      if (this.#inflated > FORM_LIMITS.allBytes)
        throw tooLarge(`its parts have more than ${FORM_LIMITS.allBytes} bytes`);
      sum = crc32(piece, sum);
      yield piece;
    }
    if (sum !== entry.crc32) throw damaged(`${name.slice(0, 100)} is not what its checksum says`);
  }

  async *#inflate(entry: Entry): AsyncGenerator<Buffer> {
    const { fileDataStart } = await this.#zip
      .readLocalFileHeaderPromise(entry, { minimal: true })
      .catch(asDamaged);
    const stored = this.#file.subarray(fileDataStart, fileDataStart + entry.compressedSize);
    if (entry.compressionMethod !== DEFLATED) {
      if (entry.compressionMethod !== 0) throw damaged(`it is packed by method ${entry.compressionMethod}`);
      yield stored;
      return;
    }
    const inflate = createInflateRaw({ chunkSize: CHUNK });
    inflate.end(stored);
    try {
      for await (const piece of inflate) yield Buffer.from(piece);
    } catch (error) {
      asDamaged(error);
    }
  }

  /**
   * A whole part of text in UTF-8, or in UTF-16 with its mark, as long as a file of text may be. Its bytes are held once.
   * @throws PermanentError as `bytes` does
   */
  async text(name: string): Promise<Buffer> {
    const most = FORM_LIMITS.textBytes;
    const size = this.#entries.get(name)?.uncompressedSize ?? 0;
    let whole = Buffer.allocUnsafe(Math.min(size, most));
    let length = 0;
    for await (const piece of this.bytes(name, most)) {
      const end = length + piece.length;
      if (end > whole.length) whole = Buffer.concat([whole.subarray(0, length)], 2 * end);
      piece.copy(whole, length);
      length = end;
    }
    return whole.subarray(0, length);
  }
}

const partTooLarge = (name: string, most: number) =>
  tooLarge(`${name.slice(0, 100)} grows to more than ${most} bytes when it is unpacked`);

/** Errors of yauzl and zlib are plain; those of the limits pass as they are. */
function asDamaged(error: unknown): never {
  if (!(error instanceof Error) || error.name === 'PermanentError') throw error;
  throw damaged(error.message.slice(0, 120));
}
