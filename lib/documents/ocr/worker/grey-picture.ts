import { inflateSync } from 'node:zlib';
import { Unreadable } from './unreadable.ts';

/** Samples of eight bits, row by row; 0 is black. */
export interface Grey {
  rows: Uint8Array;
  width: number;
  height: number;
}

const SIGNATURE = 8;
/** Of a chunk: its length, its name, and its checksum at the end. */
const FRAME = 12;

/**
 * The samples of a PNG as `pdf/worker/png.ts` writes them: grey, of eight bits, without filters.
 * @throws Unreadable
 */
export function greyOf(png: Uint8Array, width: number, height: number): Grey {
  const rows = inflated(
    dataOf(Buffer.from(png.buffer, png.byteOffset, png.byteLength)),
    (width + 1) * height,
  );
  for (let y = 0; y < height; y++) {
    if (rows[y * (width + 1)] !== 0) throw unreadable();
    rows.copyWithin(y * width, y * (width + 1) + 1, (y + 1) * (width + 1));
  }
  return { rows: rows.subarray(0, width * height), width, height };
}

const unreadable = () => new Unreadable('The picture of the page is not a readable PNG.');

function dataOf(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = SIGNATURE; at + FRAME <= file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + length));
    at += FRAME + length;
  }
  return Buffer.concat(parts);
}

function inflated(data: Buffer, size: number): Uint8Array {
  try {
    const rows = inflateSync(data, { maxOutputLength: size });
    if (rows.length === size) return rows;
  } catch {
    // Cut off or damaged.
  }
  throw unreadable();
}
