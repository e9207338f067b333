import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { entryBytes, type ZipEntry, zipEntries } from '../../../lib/profiles/archives/zip.ts';
import { zipOf } from '../../support/zip.ts';
import { storedBytes } from './stored-bytes.ts';

const { signal } = new AbortController();
const TEXT = 'Words of a post. '.repeat(40_000);

async function bytesOf(zip: ZipFile): Promise<Buffer> {
  zip.end({ comment: '', forceZip64Format: true });
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** The zip with the first line of its directory so many times more. */
function withFurtherEntries(bytes: Buffer, count: number): Buffer {
  const directory = bytes.indexOf('PK\u0001\u0002');
  const line = bytes.subarray(directory, bytes.indexOf('PK\u0001\u0002', directory + 4));
  const lines = Buffer.concat(Array.from({ length: count }, () => line));
  const made = Buffer.concat([bytes.subarray(0, directory), lines, bytes.subarray(directory)]);
  const add = (at: number, more: number) =>
    made.writeBigUInt64LE(made.readBigUInt64LE(at) + BigInt(more), at);
  const end = made.lastIndexOf('PK\u0006\u0006');
  for (const field of [24, 32]) add(end + field, count);
  add(end + 40, lines.length);
  add(made.lastIndexOf('PK\u0006\u0007') + 8, lines.length);
  return made;
}

async function onlyEntry(bytes: Uint8Array): Promise<ZipEntry> {
  const [entry] = await zipEntries(storedBytes(bytes), (name) => name === 'tweets.js', signal);
  if (!entry) throw new Error('tweets.js is not there');
  return entry;
}

const textOf = async (bytes: Uint8Array, entry: ZipEntry): Promise<string> =>
  Buffer.concat(await Array.fromAsync(entryBytes(storedBytes(bytes), entry))).toString('utf8');

describe('a zip of 64-bit sizes and places is read', () => {
  test.each([true, false])('with its entry compressed: %s', async (compress) => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('before'), 'a.jpg', { forceZip64Format: true });
    zip.addBuffer(Buffer.from(TEXT), 'tweets.js', { compress, forceZip64Format: true });
    const bytes = await bytesOf(zip);
    expect(await textOf(bytes, await onlyEntry(bytes))).toBe(TEXT);
  });

  test('with more entries than 16 bits count', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.alloc(10), 'a.jpg', { compress: false });
    zip.addBuffer(Buffer.from(TEXT), 'tweets.js');
    const bytes = withFurtherEntries(await bytesOf(zip), 66_000);
    expect(await textOf(bytes, await onlyEntry(bytes))).toBe(TEXT);
  });
});

describe('a damaged zip is refused, with what to do', () => {
  const refused = (message: RegExp) => ({
    code: 'archive_unreadable',
    message: expect.stringMatching(message),
  });

  test('a byte that has changed where nothing else would tell', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(TEXT), 'tweets.js', { compress: false });
    const bytes = await bytesOf(zip);
    const entry = await onlyEntry(bytes);
    expect(await textOf(bytes, entry)).toBe(TEXT);
    bytes.write('w', entry.start + 1_000);
    await expect(textOf(bytes, entry)).rejects.toMatchObject(refused(/checksum.*Download the archive again/));
  });

  test.each([0.2, 0.5, 0.98])('%d of it arrived', async (part) => {
    const whole = await zipOf({ 'tweets.js': TEXT, 'b.jpg': Buffer.alloc(5_000, 7) });
    const cut = whole.subarray(0, Math.floor(part * whole.length));
    await expect(onlyEntry(cut)).rejects.toMatchObject(
      refused(/no zip that can be read.*Upload it as it was/),
    );
  });

  test('an entry that is said to go on behind its end', async () => {
    const bytes = Buffer.from(await zipOf({ 'tweets.js': TEXT }));
    const entry = await onlyEntry(bytes);
    await expect(textOf(bytes, { ...entry, stored: bytes.length })).rejects.toMatchObject(
      refused(/ends behind.*Download the archive again/),
    );
  });

  test('bytes that do not inflate', async () => {
    const bytes = Buffer.from(await zipOf({ 'tweets.js': TEXT }));
    const entry = await onlyEntry(bytes);
    bytes.fill(0xff, entry.start, entry.start + 50);
    await expect(textOf(bytes, entry)).rejects.toMatchObject(refused(/Upload it as it was downloaded/));
  });
});
