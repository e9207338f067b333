import { crc32, deflateSync } from 'node:zlib';

/** Colour types of the PNG header, by samples a pixel. */
const COLOUR_TYPES = { 1: 0, 3: 2 } as const;

/** Rows of samples of eight bits, one after the other: grey, or red, green and blue. */
export interface Samples {
  rows: Uint8Array;
  width: number;
  height: number;
  perPixel: keyof typeof COLOUR_TYPES;
}

/** A PNG without filters: https://www.w3.org/TR/png-3/ */
export function png({ rows, width, height, perPixel }: Samples): Uint8Array {
  const row = width * perPixel;
  const filtered = new Uint8Array((row + 1) * height);
  for (let y = 0; y < height; y++) filtered.set(rows.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  header.writeUInt8(COLOUR_TYPES[perPixel], 9);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(filtered, { level: 1 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
