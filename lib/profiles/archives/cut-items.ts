import { parse } from 'csv-parse/sync';
import { Turns } from '../../core/turns.ts';
import type { PostsAt } from './archive-format.ts';
import { CsvRecords } from './csv-records.ts';
import { type CutItem, JsonItems } from './json-items.ts';
import { unreadableArchive } from './unreadable.ts';

/** One item of an entry. */
export interface ReadItemAt {
  /** Parsed; undefined if it is no JSON, too deep or too large. */
  item: unknown;
  /** Bytes from the beginning of the entry to behind it. */
  end: number;
}

/** The value of an item; undefined if it is no JSON, nested too deep or too large. */
export function jsonOf({ bytes }: CutItem): unknown {
  try {
    return bytes === null ? undefined : JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What is fed from `offset` on. */
async function* from(bytes: AsyncIterable<Buffer>, offset: number): AsyncGenerator<Buffer> {
  let passed = 0;
  for await (const piece of bytes) {
    const skip = Math.max(0, offset - passed);
    passed += piece.length;
    if (skip < piece.length) yield piece.subarray(skip);
  }
}

async function* jsonItems(
  bytes: AsyncIterable<Buffer>,
  { key }: PostsAt,
  offset: number,
): AsyncGenerator<ReadItemAt> {
  const items = new JsonItems({ key }, { inside: offset > 0 });
  const turns = new Turns();
  let end = offset;
  for await (const piece of from(bytes, offset)) {
    for (const cut of items.feed(piece)) {
      yield { item: jsonOf(cut), end: offset + cut.end };
      if (turns.due) await turns.take();
    }
    if (turns.due) await turns.take();
    end += piece.length;
  }
  if (!items.found) throw unreadableArchive('An entry that should list posts has no list of them.');
  // What follows the last whole item is one that was cut off.
  if (!items.ended) yield { item: undefined, end };
}

function fieldsOf(bytes: Buffer): string[] | null {
  try {
    const [fields] = parse(bytes, { relax_column_count: true, relax_quotes: true, bom: true });
    return fields ?? null;
  } catch {
    return null;
  }
}

function recordOf({ bytes }: CutItem, names: readonly string[]): unknown {
  const fields = bytes === null ? null : fieldsOf(bytes);
  return fields === null ? undefined : Object.fromEntries(names.map((name, at) => [name, fields[at] ?? '']));
}

async function* csvItems(bytes: AsyncIterable<Buffer>, offset: number): AsyncGenerator<ReadItemAt> {
  let names: string[] | null = null;
  const records = new CsvRecords();
  const turns = new Turns();
  let last = offset;
  function* made(cut: CutItem): Generator<ReadItemAt> {
    if (names === null) names = fieldsOf(cut.bytes ?? Buffer.alloc(0)) ?? [];
    else if (cut.end > offset && cut.bytes?.length !== 0) yield { item: recordOf(cut, names), end: cut.end };
    last = cut.end;
  }
  for await (const piece of bytes) {
    for (const cut of records.feed(piece)) {
      yield* made(cut);
      if (turns.due) await turns.take();
    }
    if (turns.due) await turns.take();
  }
  for (const cut of records.end()) yield* made(cut);
  if (names === null) throw unreadableArchive(`An entry of ${last} bytes has no line of names.`);
}

/**
 * The items of an entry that end behind `offset`, which is 0 or where an item ended.
 * @param bytes of the entry, from its beginning
 * @throws PermanentError `archive_unreadable`
 */
export function itemsOf(
  bytes: AsyncIterable<Buffer>,
  at: PostsAt,
  offset: number,
): AsyncGenerator<ReadItemAt> {
  return at.isCsv ? csvItems(bytes, offset) : jsonItems(bytes, at, offset);
}
