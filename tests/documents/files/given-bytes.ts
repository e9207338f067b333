import { createHash, randomBytes } from 'node:crypto';
import { PART_BYTES } from '../../../lib/files/part-size.ts';

/** A file that nobody has sent before, of so many parts; the last one has 1,000 bytes. */
export const fileOf = (parts: number): Buffer => randomBytes((parts - 1) * PART_BYTES + 1_000);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** As a network brings it: in pieces that end nowhere in particular. */
export async function* pieces(bytes: Uint8Array, size = 700_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
