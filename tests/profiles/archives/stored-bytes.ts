import type { StoredFile } from '../../../lib/files/stored-file.ts';

const PIECE = 100_000;

/** A stored file in memory, for what reads one without a database. */
export function storedBytes(bytes: Uint8Array): StoredFile {
  return {
    size: bytes.length,
    async *range(from, to) {
      if (from < 0 || to > bytes.length || from > to) throw new RangeError(`${from} to ${to}`);
      for (let at = from; at < to; at += PIECE)
        yield Buffer.from(bytes.subarray(at, Math.min(to, at + PIECE)));
    },
  };
}
