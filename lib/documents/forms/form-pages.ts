import type { Block, FormFile, TableBlock, TextBlock } from './block.ts';
import { FORM_LIMITS } from './limits.ts';
import { tooLarge } from './refused.ts';

/** Characters: a heading of the first two levels begins a page behind so many, anything behind more. */
const SECTION = 1_500;
const MOST = 6_000;
const MOST_BLOCKS = 200;
const TOP_LEVELS = 2;
/** A paragraph is cut behind so many characters, a table behind so many rows. */
const LONGEST = 20_000;
const MOST_ROWS = 200;

/** A table, or the part of one that stands on this page. */
export interface PageTable extends TableBlock {
  continues: boolean;
}

type PageItem = { text: TextBlock } | { table: PageTable };

/** A section, slide or chapter, or a part of one. */
export interface FormPage {
  /** In order, the notes that it points to at its end. */
  items: PageItem[];
}

/** Behind a place, and not within a surrogate pair. */
const wholeLetters = (text: string, to: number): number => {
  const last = text.charCodeAt(to - 1);
  return last >= 0xd800 && last < 0xdc00 ? to + 1 : to;
};

/** Paragraphs of at most 20,000 characters, cut between words. */
function* pieces(block: TextBlock): Generator<TextBlock> {
  let from = 0;
  while (block.text.length - from > LONGEST) {
    const own = block.text.slice(from, from + LONGEST + 1);
    const gap = own.lastIndexOf(block.kind === 'code' ? '\n' : ' ');
    const to = gap > 0 ? from + gap + 1 : wholeLetters(block.text, from + LONGEST);
    yield piece(block, from, to);
    from = to;
  }
  yield from === 0 ? block : piece(block, from, block.text.length);
}

function piece(block: TextBlock, from: number, to: number): TextBlock {
  const { note, ...rest } = block;
  const marks = block.marks.filter(({ at }) => at >= from && at < to);
  return {
    ...rest,
    text: block.text.slice(from, to).trimEnd(),
    marks: marks.map((mark) => ({ ...mark, at: mark.at - from })),
    links: from === 0 ? block.links : [],
    ...(from === 0 && note ? { note } : {}),
  };
}

function* tableParts({ rows, headerRows }: TableBlock): Generator<PageTable> {
  let from = 0;
  while (from < rows.length) {
    const to = endOfPart(rows, from);
    const own = rows.slice(from, to);
    const cut = own.map((row, at) =>
      row.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, own.length - at) })),
    );
    yield {
      rows: cut,
      headerRows: from === 0 ? Math.min(headerRows, own.length - 1) : 0,
      continues: from > 0,
    };
    from = to;
  }
}

function endOfPart(rows: TableBlock['rows'], from: number): number {
  let [to, characters] = [from, 0];
  while (to < rows.length && to - from < MOST_ROWS && (to === from || characters < LONGEST)) {
    characters += sizeOfRow(rows[to] ?? []);
    to += 1;
  }
  return to;
}

const sizeOfRow = (row: TableBlock['rows'][number]): number =>
  row.reduce((sum, { text }) => sum + text.length, 0);

function* itemsOf(block: Exclude<Block, { is: 'break' }>): Generator<PageItem> {
  if (block.is === 'text') for (const text of pieces(block.text)) yield { text };
  else for (const table of tableParts(block.table)) yield { table };
}

const sizeOf = (item: PageItem): number =>
  'text' in item ? item.text.text.length : item.table.rows.reduce((sum, row) => sum + sizeOfRow(row), 0);

const keysIn = (item: PageItem): string[] =>
  'text' in item
    ? item.text.marks.map(({ key }) => key)
    : item.table.rows.flat().flatMap(({ notes }) => notes);

class Pages {
  readonly pages: FormPage[] = [];
  #items: PageItem[] = [];
  #characters = 0;
  /** Page of each block, from 1. */
  readonly pageOfBlock: number[] = [];
  readonly #notes: FormFile['notes'];
  readonly #written = new Set<string>();

  constructor(notes: FormFile['notes']) {
    this.#notes = notes;
  }

  take(block: Block): void {
    if (block.is === 'break') this.#end();
    else {
      let first = true;
      for (const item of itemsOf(block)) {
        if (this.#isFull(item)) this.#end();
        if (first) this.pageOfBlock.push(this.pages.length + 1);
        first = false;
        this.#items.push(item);
        this.#characters += sizeOf(item);
      }
      return;
    }
    this.pageOfBlock.push(this.pages.length + 1);
  }

  #isFull(next: PageItem): boolean {
    if (this.#items.length === 0) return false;
    if ('table' in next && next.table.continues) return true;
    const isHeading = 'text' in next && next.text.kind === 'heading';
    const isTop = isHeading && next.text.level <= TOP_LEVELS;
    if (isTop && this.#characters >= SECTION) return true;
    const last = this.#items.at(-1);
    const followsHeading = last !== undefined && 'text' in last && last.text.kind === 'heading';
    const isLong = this.#characters + sizeOf(next) > MOST || this.#items.length >= MOST_BLOCKS;
    return isLong && !(followsHeading && this.#characters < MOST);
  }

  #end(): void {
    if (this.#items.length === 0) return;
    const items = this.#items;
    this.pages.push({ items: [...items, ...this.#notesOf(items)] });
    if (this.pages.length > FORM_LIMITS.pages) throw tooLarge(`it has more than ${FORM_LIMITS.pages} pages`);
    this.#items = [];
    this.#characters = 0;
  }

  /** The notes that items point to, and those that these point to, once each. */
  #notesOf(items: readonly PageItem[]): PageItem[] {
    const keys = items.flatMap(keysIn);
    const fresh = [...new Set(keys)].filter((key) => this.#notes.has(key) && !this.#written.has(key));
    for (const key of fresh) this.#written.add(key);
    return fresh.flatMap((key) => this.#textsOf(key));
  }

  #textsOf(key: string): PageItem[] {
    return (this.#notes.get(key) ?? []).flatMap((text) => [...pieces(text)].map((own) => ({ text: own })));
  }

  /** Notes that nothing points to come last. */
  finish(): FormPage[] {
    const ahead = new Set(this.#items.flatMap(keysIn));
    for (const key of this.#notes.keys()) {
      if (this.#written.has(key) || ahead.has(key)) continue;
      for (const item of this.#textsOf(key)) this.#items.push(item);
      this.#written.add(key);
    }
    this.#end();
    return this.pages;
  }
}

/**
 * Cuts a file into pages: sections, slides or chapters of bounded size, cut between paragraphs and rows. Pure.
 * @returns the pages, and of each block the page that it begins on
 */
export function formPages({ blocks, notes }: Pick<FormFile, 'blocks' | 'notes'>): {
  pages: FormPage[];
  pageOfBlock: readonly number[];
} {
  const pages = new Pages(notes);
  for (const block of blocks) pages.take(block);
  return { pages: pages.finish(), pageOfBlock: pages.pageOfBlock };
}
