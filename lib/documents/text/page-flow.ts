import { holdsCentre, overlapX, overlapY } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';
import type { Table } from '../tables/table.ts';
import type { TextLine } from './page-text.ts';

type Lined = Pick<TextLine, 'text' | 'box'>;
type Tabled = Pick<Table, 'box' | 'rows'>;

/** A line outside tables, or a table, by its place in the page's lines or tables. */
export type FlowItem = { line: number } | { table: number };

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

const inside = (table: Box, line: Box): boolean =>
  holdsCentre(table, line) ||
  (overlapY(table, line) > 0 && 2 * overlapX(table, line) > line.x1 - line.x0 && holdsMiddle(table, line));

const holdsMiddle = (table: Box, line: Box): boolean =>
  (line.y0 + line.y1) / 2 >= table.y0 && (line.y0 + line.y1) / 2 <= table.y1;

/** Words of a table's cells, each as often as it is there. */
interface Holder {
  has(word: string): boolean;
  take(word: string): void;
}

function holderOf({ rows }: Tabled): Holder {
  const left = new Map<string, number>();
  const texts = rows.flatMap((row) => row.map(({ text }) => text));
  for (const word of texts.flatMap(wordsOf)) left.set(word, (left.get(word) ?? 0) + 1);
  const letters = texts.join(' ').replaceAll(/\s+/gu, '');
  return {
    has: (word) => (left.get(word) ?? 0) >= 1 || letters.includes(word),
    take: (word) => left.set(word, (left.get(word) ?? 0) - 1),
  };
}

/** Whether the words of a line are in the cells of some tables, which then have them once less. */
function hold(holders: readonly Holder[], text: string): boolean {
  const words = wordsOf(text);
  const owners = words.map((word) => holders.find((holder) => holder.has(word)));
  for (const [at, word] of words.entries()) (owners[at] ?? holders[0])?.take(word);
  return !owners.includes(undefined);
}

/**
 * For each line the place of the table that holds its text, or -1. A line within a table's box whose words are in no
 * cell stays a line of text, so that nothing is lost. One across two tables beside each other belongs to the one that
 * has none yet.
 */
function tablesOfLines(lines: readonly Lined[], tables: readonly Tabled[]): number[] {
  const holders = tables.map(holderOf);
  const found = new Set<number>();
  return lines.map(({ text, box }) => {
    const place = tables.findIndex(
      (table, at) => inside(table.box, box) && hold(holders.slice(at, at + 1), text),
    );
    const met = place >= 0 ? [place] : across(tables, box);
    const own =
      place < 0 &&
      met.length > 1 &&
      hold(
        holders.filter((_, at) => met.includes(at)),
        text,
      );
    const owner = own ? (met.find((at) => !found.has(at)) ?? met[0] ?? -1) : place;
    found.add(owner);
    return owner;
  });
}

/** Places of the tables beside each other that a line goes across, from left to right. */
function across(tables: readonly Tabled[], line: Box): number[] {
  const met = [...tables.entries()].filter(
    ([, { box }]) => holdsMiddle(box, line) && overlapX(box, line) > 0,
  );
  return met.toSorted(([, a], [, b]) => a.box.x0 - b.box.x0).map(([at]) => at);
}

/** Places of the lines whose text is in tables. */
export function linesInTables(lines: readonly Lined[], tables: readonly Tabled[]): Set<number> {
  if (tables.length === 0) return new Set();
  return new Set([...tablesOfLines(lines, tables).entries()].flatMap(([at, own]) => (own < 0 ? [] : [at])));
}

const isAbove = (table: Tabled, line: Lined): boolean =>
  table.box.y0 <= line.box.y0 && overlapX(table.box, line.box) > 0;

/**
 * A page in reading order: a table stands where the first of its lines was read; one without lines, before the first
 * line below it.
 */
export function flowOf(lines: readonly Lined[], tables: readonly Tabled[]): FlowItem[] {
  if (tables.length === 0) return lines.map((_, line) => ({ line }));
  const owners = tablesOfLines(lines, tables);
  const waiting = new Set(tables.keys());
  const flow: FlowItem[] = [];
  const put = (table: number): void => {
    if (waiting.delete(table)) flow.push({ table });
  };
  const unread = [...tables.entries()].filter(([table]) => !owners.includes(table));
  for (const [at, line] of lines.entries()) {
    for (const [table, found] of unread) if (isAbove(found, line)) put(table);
    const owner = owners[at] ?? -1;
    if (owner < 0) flow.push({ line: at });
    else put(owner);
  }
  for (const table of [...waiting]) put(table);
  return flow;
}
