import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';

const compress = promisify<string, { level: number }, Buffer>(deflate);
const decompress = promisify<Buffer, Buffer>(inflate);

/**
 * Compresses text to about a third: zlib, then base64, because Neon would send bytes as hex. Runs off the
 * event loop.
 */
export async function packText(text: string): Promise<string> {
  return (await compress(text, { level: 1 })).toString('base64');
}

/** @throws Error if `packed` was not made by `packText`. */
export async function unpackText(packed: string): Promise<string> {
  return (await decompress(Buffer.from(packed, 'base64'))).toString('utf8');
}
