/** Bytes of every part but the last; in base64 well below the limits of a Postgres response. */
export const PART_BYTES = 4 * 1024 * 1024;

/** Number of parts of a file of `size` bytes; an empty file has one empty part. */
export function partsOf(size: number): number {
  return Math.max(1, Math.ceil(size / PART_BYTES));
}

/** Bytes of one part, from 1, of a file of `size` bytes. */
export function bytesOfPart(size: number, part: number): number {
  return Math.min(PART_BYTES, size - (part - 1) * PART_BYTES);
}
