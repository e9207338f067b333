import type { Box } from '../pdf/page.ts';

/** A line of a column. */
export interface TextLine {
  text: string;
  box: Box;
  /** Points: the size that most of its characters have. */
  size: number;
  /** Whether most of its characters are bold. */
  bold: boolean;
  /** Degrees clockwise, rounded; 0 for horizontal text. */
  angle: number;
  /** Whether it begins a paragraph, as far as this page can tell. */
  starts: boolean;
  /** Points from a character to the next, of a line in a monospaced font. */
  advance?: number | undefined;
  /** Whether it is of an equation that is set off from the text. */
  equation?: boolean | undefined;
}

/** The text of a page, as kept for processing the whole document. */
export interface PageText {
  /** From 1. */
  page: number;
  /** Points. */
  width: number;
  height: number;
  /** In reading order, column after column. */
  lines: TextLine[];
  /** Places of the lines whose text is in tables. */
  inTables?: ReadonlySet<number>;
}
