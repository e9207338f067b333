/** A piece of a paragraph. `told`: what of it is read, where that is not what is written. */
export type Inline =
  | string
  | { raised: string; told: string }
  | { lowered: string; told: string }
  | { link: string; url: string }
  | { strong: string }
  | { code: string }
  /** The place of a note among those of the document, which are in the order of their marks. */
  | { note: number };

export type Line = string | readonly Inline[];

/** Of a numbered list: its numerals (`1`, `a`, `A`, `i`), what stands around them, and the first number. */
export interface Numbering {
  numerals: '1' | 'a' | 'A' | 'i';
  around: '.' | ')' | '()';
  first?: number;
}

export interface Item {
  text: Line;
  /** Of a task. */
  done?: boolean;
  /** A second paragraph. */
  more?: string;
  inner?: List;
}

export interface List {
  is: 'list';
  numbering?: Numbering;
  items: readonly Item[];
}

/** A cell as the lines that it is written in, and what is read of them. */
export type Cell = string | { lines: readonly string[]; told: string } | { note: number; text: string };

export interface SpanningCell {
  text: string;
  columns?: number;
  rows?: number;
}

export type Part =
  | { is: 'heading'; level: number; text: Line }
  | { is: 'text'; text: Line }
  | List
  | { is: 'pipes' | 'grid'; caption?: string; head?: readonly Cell[]; rows: readonly (readonly Cell[])[] }
  | { is: 'spans'; head: readonly SpanningCell[]; rows: readonly (readonly SpanningCell[])[] }
  | { is: 'quote'; lines: readonly Line[]; inner?: string }
  | { is: 'code'; text: string }
  | { is: 'definitions'; terms: readonly { term: string; means: readonly string[] }[] }
  | { is: 'rule' };

/** A document, from which pandoc and LibreOffice make files. */
export interface Made {
  name: string;
  title: string;
  authors: readonly string[];
  language: string;
  parts: readonly Part[];
  /** Each note's paragraphs; one with a line break is code. */
  notes: readonly (readonly string[])[];
}

export const inlines = (line: Line): readonly Inline[] => (typeof line === 'string' ? [line] : line);
