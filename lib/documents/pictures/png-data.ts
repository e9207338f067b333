import { inflateSync } from 'node:zlib';
import { PermanentError } from '../../core/errors.ts';
import { damagedPicture } from './picture.ts';

/** Bytes of pixels that are decoded: the library holds them four times. */
const MOST_DECODED = 64 * 1024 * 1024;
/** Samples a pixel by colour type (https://www.w3.org/TR/png-3/, 11.2.1). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Interlaced rows are up to twice as many and seven more, each with a filter and a byte that is not full. */
const BYTES_A_ROW = 4;
const ROWS = 16;
const SIGNATURE = 8;
const FRAME = 12;
/** What a picture is made of; profiles, texts and frames of animations are packed too, and not looked at. */
const NEEDED = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

function* neededChunks(file: Buffer): Generator<{ name: string; chunk: Buffer }> {
  for (let at = SIGNATURE; at + FRAME <= file.length; ) {
    const end = at + FRAME + file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    if (NEEDED.has(name)) yield { name, chunk: file.subarray(at, end) };
    at = end;
  }
}

function tooLarge(what: string): PermanentError {
  const message = `The picture is too large to be decoded: ${what}. Save it without transparency and interlacing, and send that.`;
  return new PermanentError('picture_too_large', message);
}

/** @throws PermanentError picture_too_large for data that is more than the picture's size says, picture_damaged */
function checkData(data: Buffer, most: number): void {
  try {
    inflateSync(data, { maxOutputLength: most });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    if (isTooLarge) throw tooLarge('its data grows to more than its size says');
    throw damagedPicture('its data is damaged');
  }
}

/**
 * A PNG that is to be decoded, without all that its pixels do not need, once its data is known to be as large as it says.
 * @throws PermanentError picture_too_large, picture_damaged
 */
export function smallPng(file: Buffer, { width, height }: { width: number; height: number }): Buffer {
  const [depth = 8, type = 0] = file.subarray(SIGNATURE + 16, SIGNATURE + 18);
  const bytes = Math.ceil((width * (SAMPLES[type] ?? 4) * depth) / 8) * height;
  if (bytes > MOST_DECODED)
    throw tooLarge(`its pixels have ${bytes} bytes, at most ${MOST_DECODED} are read`);
  const chunks = [...neededChunks(file)];
  const data = chunks.flatMap(({ name, chunk }) => (name === 'IDAT' ? [chunk.subarray(8, -4)] : []));
  checkData(Buffer.concat(data), bytes + (height + ROWS) * BYTES_A_ROW);
  return Buffer.concat([file.subarray(0, SIGNATURE), ...chunks.map(({ chunk }) => chunk)]);
}
