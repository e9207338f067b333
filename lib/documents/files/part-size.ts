/** Bytes of every part of a document but its last: in base64 one part is a read of Postgres well below its limits. */
export const PART_BYTES = 4 * 1024 * 1024;

/** How many parts a file of `size` bytes has; an empty one has an empty part. */
export function partsOf(size: number): number {
  return Math.max(1, Math.ceil(size / PART_BYTES));
}

/** Bytes of one part, from 1, of a file of `size` bytes. */
export function bytesOfPart(size: number, part: number): number {
  return Math.min(PART_BYTES, size - (part - 1) * PART_BYTES);
}
