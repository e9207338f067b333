import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const MOST_NAMES = 20_000;
const LONGEST_MEDIA_TYPE = 200;

/** Where the directory's end is recorded (APPNOTE 6.3.10, 4.3.16); -1 for a zip without one. */
function endOf(file: Buffer): number {
  for (let at = file.length - END_BYTES; at >= Math.max(0, file.length - END_BYTES - LONGEST_COMMENT); at--)
    if (file.readUInt32LE(at) === END) return at;
  return -1;
}

/** The content of the entry `mimetype`, by its place in the directory: so OpenDocument and EPUB say what they are. */
function mediaTypeOf(file: Buffer, at: number): string | null {
  const [method, size, local] = [
    file.readUInt16LE(at + 10),
    file.readUInt32LE(at + 20),
    file.readUInt32LE(at + 42),
  ];
  if (local + LOCAL_BYTES > file.length || size > LONGEST_MEDIA_TYPE) return null;
  const data = local + LOCAL_BYTES + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const packed = file.subarray(data, data + size);
  const type = (method === 0 ? packed : inflated(packed)).toString('latin1').trim();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null;
}

function inflated(packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: LONGEST_MEDIA_TYPE });
  } catch {
    return Buffer.alloc(0);
  }
}

/** The names in a zip's directory, at most 20,000, and the media type that it says of itself. */
export function zipNames(file: Buffer): { names: string[]; mediaType: string | null } {
  const names: string[] = [];
  const end = endOf(file);
  let mediaType: string | null = null;
  let at = end < 0 ? file.length : file.readUInt32LE(end + 16);
  while (names.length < MOST_NAMES && at + ENTRY_BYTES <= file.length && file.readUInt32LE(at) === ENTRY) {
    const [name, extra, comment] = [at + 28, at + 30, at + 32].map((place) => file.readUInt16LE(place));
    names.push(file.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + (name ?? 0)));
    if (names.at(-1) === 'mimetype') mediaType ??= mediaTypeOf(file, at);
    at += ENTRY_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return { names, mediaType };
}
