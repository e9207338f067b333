import { damagedPicture, unsupportedPicture } from './picture.ts';

/** Bytes of a value by its type, TIFF 6.0, 2: those that are read. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8, 7: 1 };
const BYTE = 1;
const SHORT = 3;
const MOST_PAGES = 10_000;
const ENTRY = 12;
const MOST_VALUES = 200_000;

/** One page's directory of a TIFF. */
export interface Directory {
  file: Buffer;
  isLittle: boolean;
  has(tag: number): boolean;
  number(tag: number, otherwise: number): number;
  numbers(tag: number): number[];
  ratio(tag: number): number | null;
  bytes(tag: number): Buffer | null;
}

interface Entry {
  type: number;
  count: number;
  at: number;
}

/** The directories of a file, each once. @throws PermanentError picture_damaged, picture_unsupported */
export function* directoriesOf(file: Buffer): Generator<Directory> {
  const isLittle = file[0] === 0x49;
  const read = {
    short: (at: number) => (isLittle ? file.readUInt16LE(at) : file.readUInt16BE(at)),
    long: (at: number) => (isLittle ? file.readUInt32LE(at) : file.readUInt32BE(at)),
  };
  const seen = new Set<number>();
  for (let at = read.long(4); at !== 0; ) {
    if (seen.has(at)) throw damagedPicture('its pages go round in a circle');
    if (seen.size === MOST_PAGES) throw unsupportedPicture(`more than ${MOST_PAGES} pages`);
    seen.add(at);
    const count = read.short(at);
    const entries = new Map<number, Entry>();
    for (let i = 0; i < count; i++) {
      const place = at + 2 + i * ENTRY;
      const [type, values] = [read.short(place + 2), read.long(place + 4)];
      const size = (SIZES[type] ?? 0) * values;
      if (size === 0) continue;
      entries.set(read.short(place), {
        type,
        count: values,
        at: size <= 4 ? place + 8 : read.long(place + 8),
      });
    }
    yield directory(file, isLittle, { entries, read });
    at = read.long(at + 2 + count * ENTRY);
  }
}

interface Parsed {
  entries: ReadonlyMap<number, Entry>;
  read: { short(at: number): number; long(at: number): number };
}

function directory(file: Buffer, isLittle: boolean, { entries, read }: Parsed): Directory {
  const value = ({ type, at }: Entry, i: number): number => {
    if (type === SHORT) return read.short(at + 2 * i);
    return type === BYTE || type === 7 ? file.readUInt8(at + i) : read.long(at + 4 * i);
  };
  const numbers = (tag: number): number[] => {
    const entry = entries.get(tag);
    if (!entry) return [];
    if (entry.count > MOST_VALUES) throw unsupportedPicture(`more than ${MOST_VALUES} strips`);
    return Array.from({ length: entry.count }, (_, i) => value(entry, i));
  };
  return {
    file,
    isLittle,
    has: (tag) => entries.has(tag),
    numbers,
    number: (tag, otherwise) => {
      const entry = entries.get(tag);
      return entry ? value(entry, 0) : otherwise;
    },
    ratio: (tag) => {
      const entry = entries.get(tag);
      return entry ? read.long(entry.at) / Math.max(1, read.long(entry.at + 4)) : null;
    },
    bytes: (tag) => {
      const entry = entries.get(tag);
      return entry ? file.subarray(entry.at, entry.at + entry.count) : null;
    },
  };
}
