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

/** The content of a first entry `mimetype`, stored as it is: so OpenDocument and EPUB say what they are. */
function mediaTypeOf(file: Buffer): string | null {
  if (file.length < LOCAL_BYTES + 8 || file.readUInt16LE(8) !== 0) return null;
  const data = LOCAL_BYTES + file.readUInt16LE(26) + file.readUInt16LE(28);
  if (file.toString('latin1', LOCAL_BYTES, data).slice(0, 8) !== 'mimetype') return null;
  const type = file
    .toString('latin1', data, data + Math.min(LONGEST_MEDIA_TYPE, file.readUInt32LE(18)))
    .trim();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null;
}

/** The names in a zip's directory, at most 20,000, and the media type that it says of itself. Nothing is inflated. */
export function zipNames(file: Buffer): { names: string[]; mediaType: string | null } {
  const names: string[] = [];
  const end = endOf(file);
  let at = end < 0 ? file.length : file.readUInt32LE(end + 16);
  while (names.length < MOST_NAMES && at + ENTRY_BYTES <= file.length && file.readUInt32LE(at) === ENTRY) {
    const [name, extra, comment] = [at + 28, at + 30, at + 32].map((place) => file.readUInt16LE(place));
    names.push(file.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + (name ?? 0)));
    at += ENTRY_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return { names, mediaType: mediaTypeOf(file) };
}
