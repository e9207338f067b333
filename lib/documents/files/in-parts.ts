import { PART_BYTES } from '../../files/part-size.ts';

/**
 * Splits bytes into parts of `PART_BYTES`, the last one shorter; an empty file is one empty part. Parts share one
 * buffer, so use each before asking for the next.
 */
export async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const part = Buffer.allocUnsafe(PART_BYTES);
  let filled = 0;
  let given = 0;
  for await (const received of bytes) {
    for (let at = 0; at < received.length; ) {
      const piece = received.subarray(at, at + PART_BYTES - filled);
      part.set(piece, filled);
      filled += piece.length;
      at += piece.length;
      if (filled < PART_BYTES) continue;
      yield part;
      given++;
      filled = 0;
    }
  }
  if (filled > 0 || given === 0) yield part.subarray(0, filled);
}
