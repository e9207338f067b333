const END = 0x06054b50;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const MEDIA = /\.(jpe?g|png|gif|webp|heic|avif|mp4|m4v|mov|webm|avi|mkv|mp3|m4a|ogg|wav|aac)$/i;

interface Entry {
  name: string;
  /** Where its local header stands in the file. */
  at: number;
  /** Its record in the central directory. */
  record: Uint8Array<ArrayBuffer>;
}

export interface LeanZip {
  /** Made of slices of the given file: nothing is copied or unpacked. */
  blob: Blob;
  /** Paths of all entries, those that were left out included. */
  names: string[];
  leftOut: number;
  /** Bytes saved. */
  saved: number;
}

const view = (bytes: Uint8Array<ArrayBuffer>): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const read = async (file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.slice(from, to).arrayBuffer());

interface Directory {
  at: number;
  size: number;
  count: number;
}

/** Null for what is no zip of one part, and for zip64, whose figures do not fit here (APPNOTE.TXT 6.3.10, 4.3.16). */
async function directoryOf(file: Blob): Promise<Directory | null> {
  const tail = await read(file, Math.max(0, file.size - END_BYTES - MOST_COMMENT), file.size);
  const bytes = view(tail);
  for (let i = tail.length - END_BYTES; i >= 0; i--) {
    if (bytes.getUint32(i, true) !== END) continue;
    const count = bytes.getUint16(i + 10, true);
    const size = bytes.getUint32(i + 12, true);
    const at = bytes.getUint32(i + 16, true);
    const parts = bytes.getUint16(i + 4, true);
    const fits = count < 0xffff && size < 0xffffffff && at < 0xffffffff && at + size <= file.size;
    return parts === 0 && fits ? { at, size, count } : null;
  }
  return null;
}

async function entriesOf(file: Blob, { at, size, count }: Directory): Promise<Entry[] | null> {
  const all = await read(file, at, at + size);
  const bytes = view(all);
  const names = new TextDecoder();
  const entries: Entry[] = [];
  let i = 0;
  while (entries.length < count) {
    if (i + ENTRY_BYTES > all.length || bytes.getUint32(i, true) !== ENTRY) return null;
    const named = bytes.getUint16(i + 28, true);
    const length = ENTRY_BYTES + named + bytes.getUint16(i + 30, true) + bytes.getUint16(i + 32, true);
    const name = names.decode(all.subarray(i + ENTRY_BYTES, i + ENTRY_BYTES + named));
    entries.push({ name, at: bytes.getUint32(i + 42, true), record: all.slice(i, i + length) });
    i += length;
  }
  return entries;
}

/** The last part of a zip, for entries that now stand elsewhere. */
function ending(records: readonly Uint8Array<ArrayBuffer>[], at: number): Blob[] {
  const end = new DataView(new ArrayBuffer(END_BYTES));
  end.setUint32(0, END, true);
  end.setUint16(8, records.length, true);
  end.setUint16(10, records.length, true);
  end.setUint32(
    12,
    records.reduce((sum, { length }) => sum + length, 0),
    true,
  );
  end.setUint32(16, at, true);
  return [...records.map((record) => new Blob([record])), new Blob([end])];
}

/**
 * A zip without pictures, films and sound, which no analysis reads and which are most of an archive. An entry reaches
 * from its local header to the next one, so sizes and descriptors need not be understood.
 * @returns null if it is no zip, or one that this does not understand: then it is to be sent as it is
 */
export async function withoutMedia(file: Blob): Promise<LeanZip | null> {
  const directory = await directoryOf(file);
  const entries = directory && (await entriesOf(file, directory));
  if (!directory || !entries) return null;
  const starts = [...entries.map(({ at }) => at), directory.at].sort((a, b) => a - b);
  const nextOf = new Map(starts.map((at, i) => [at, starts[i + 1] ?? directory.at]));
  const kept: Blob[] = [];
  const records: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const { name, at: from, record } of entries) {
    if (MEDIA.test(name)) continue;
    const part = file.slice(from, nextOf.get(from) ?? directory.at);
    view(record).setUint32(42, at, true);
    kept.push(part);
    records.push(record);
    at += part.size;
  }
  const blob = new Blob([...kept, ...ending(records, at)], { type: 'application/zip' });
  const names = entries.map(({ name }) => name);
  return { blob, names, leftOut: entries.length - records.length, saved: file.size - blob.size };
}
