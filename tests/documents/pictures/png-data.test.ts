import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pngPicture } from '../../../lib/documents/pictures/png.ts';

function chunk(name: string, data: Buffer): Buffer {
  const own = Buffer.alloc(12 + data.length);
  own.writeUInt32BE(data.length, 0);
  own.write(name, 4, 'latin1');
  data.copy(own, 8);
  own.writeUInt32BE(crc32(own.subarray(4, 8 + data.length)), 8 + data.length);
  return own;
}

/** A PNG of 8 bits a sample that one can see through. */
function clear(width: number, height: number, rows: Buffer, further: readonly Buffer[] = []): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const chunks = [chunk('IHDR', header), ...further, chunk('IDAT', deflateSync(rows))];
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...chunks,
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('a picture that one can see through is set over white, whatever its profile unpacks to', () => {
  const profile = Buffer.concat([Buffer.from('own\0\0'), deflateSync(Buffer.alloc(5_000_000))]);
  const rows = Buffer.from([0, 0, 0, 0, 255, 9, 9, 9, 0]);
  const [piece] = pngPicture(clear(2, 1, rows, [chunk('iCCP', profile)])).pieces;
  expect([...(piece?.data ?? [])]).toEqual([0, 255]);
});

test.each([
  ['whose data grows to more than its size', clear(2, 1, Buffer.alloc(5_000_000)), 'picture_too_large'],
  ['of more pixels than are decoded', clear(8_000, 8_000, Buffer.alloc(9)), 'picture_too_large'],
  ['whose data is cut off', clear(2, 1, Buffer.alloc(9)).subarray(0, -20), 'picture_damaged'],
])('a picture %s is refused before it is decoded', (_, file, code) => {
  expect(() => pngPicture(file)).toThrow(expect.objectContaining({ code }));
});
