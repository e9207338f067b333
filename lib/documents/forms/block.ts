import type { Paragraph } from '../text/paragraphs.ts';

export type BlockPart = NonNullable<Paragraph['part']>;

/** A mark in a text that points to a note. */
export interface NoteMark {
  at: number;
  length: number;
  /** As plain letters. */
  mark: string;
  /** Names the note in the file. */
  key: string;
}

/** A paragraph, heading, item of a list or listing, as the file marks it. */
export interface TextBlock {
  kind: 'text' | 'list' | 'heading' | 'contents' | 'aside' | 'code';
  /** Of a heading, from 1; else 0. */
  level: number;
  /** Of an item of a list, from 1. */
  depth?: number | undefined;
  /** One line, but for code. */
  text: string;
  part?: BlockPart | undefined;
  marks: NoteMark[];
  links: string[];
  /** Length of the mark that this block, a note, begins with. */
  note?: { mark: string; key: string; length: number } | undefined;
}

export interface FormCell {
  text: string;
  colSpan: number;
  rowSpan: number;
  /** Keys of the notes that its text points to. */
  notes: string[];
}

/** As in HTML: a cell is listed in the row and column where it begins; places that it spans are left out. */
export interface TableBlock {
  rows: FormCell[][];
  /** Rows from the first that name the columns. */
  headerRows: number;
}

/** `break`: what follows begins a page: a slide, a chapter. */
export type Block = { is: 'text'; text: TextBlock } | { is: 'table'; table: TableBlock } | { is: 'break' };

/** An entry of a table of contents that the file gives. `block`: the place of what it names, among the blocks. */
export interface FormEntry {
  title: string;
  level: number;
  block: number;
}

/** What every reader of a form makes of a file. */
export interface FormFile {
  blocks: Block[];
  /** By their keys. */
  notes: ReadonlyMap<string, TextBlock[]>;
  /** Title, Author, Subject, Keywords, CreationDate, ModDate, Date: those with a value. */
  metadata: Record<string, string>;
  outline: FormEntry[];
  images: number;
  /** Sentences for the reader of the report: what was left out, what was accepted. */
  remarks: string[];
}
