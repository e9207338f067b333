import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { deflate, deflateSync, inflate, inflateSync } from 'node:zlib';
import { strFromU8, strToU8, unzlibSync, zlibSync } from 'fflate';

const compress = promisify<string, { level: number }, Buffer>(deflate);
const decompress = promisify<Buffer, Buffer>(inflate);

const FASTEST = { level: 1 } as const;
/** UTF-16 units. Up to here the way to another thread costs more than the work, about 0.2 ms. */
const SHORT = 32_768;
/** Times by which text is packed smaller, about. */
const PACKS = 4;
/** Bytes of a text that a thread keeps room for. */
const MOST_ROOM = 1_048_576;

/**
 * Compresses text to about a third: zlib, then base64, because Neon would send bytes as hex. Long text is
 * compressed off the event loop. A thread may be ended at any moment, and Node ends the whole process where it then
 * makes a stream of zlib ("close before init"): threads compress in JavaScript.
 */
export async function packText(text: string): Promise<string> {
  if (!isMainThread) return Buffer.from(zlibSync(strToU8(text), FASTEST)).toString('base64');
  const packed = text.length <= SHORT ? deflateSync(text, FASTEST) : await compress(text, FASTEST);
  return packed.toString('base64');
}

/** For one text after the other: new memory for each costs a thread as much as its work. */
let room = new Uint8Array(65_536);

/** @returns bytes that stand until the next call: fflate leaves out what does not fit. @throws Error */
function inflated(bytes: Uint8Array): Uint8Array {
  for (;;) {
    const found = unzlibSync(bytes, { out: room });
    if (found.length < room.length) return found;
    if (room.length >= MOST_ROOM) return unzlibSync(bytes);
    room = new Uint8Array(room.length * 2);
  }
}

/** @throws Error if `packed` was not made by `packText`. */
export async function unpackText(packed: string): Promise<string> {
  const bytes = Buffer.from(packed, 'base64');
  if (!isMainThread) return strFromU8(inflated(bytes));
  return (bytes.length <= SHORT / PACKS ? inflateSync(bytes) : await decompress(bytes)).toString('utf8');
}
