import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';

const compress = promisify<string, { level: number }, Buffer>(deflate);
const decompress = promisify<Buffer, Buffer>(inflate);

/** Text in a third of its size: zlib, in base64 (bytes would travel to Neon as hex). Off the event loop. */
export async function packText(text: string): Promise<string> {
  return (await compress(text, { level: 1 })).toString('base64');
}

/** @throws Error for what `packText` has not made. */
export async function unpackText(packed: string): Promise<string> {
  return (await decompress(Buffer.from(packed, 'base64'))).toString('utf8');
}
