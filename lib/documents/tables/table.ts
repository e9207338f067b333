import type { Box } from '../pdf/page.ts';

export interface Cell {
  /** Lines of a wrapped cell are joined with a space; empty for an empty cell. */
  text: string;
  /** Points, as in `PageContent`: the ruled cell, the text, or the empty place in the grid. */
  box: Box;
  colSpan: number;
  rowSpan: number;
}

export interface Table {
  box: Box;
  /** As in HTML: a cell is listed in the row and column where it begins; places that it spans are omitted. */
  rows: Cell[][];
  /** The first row names the columns. */
  header: boolean;
  /** Number of rows, from the first, that name the columns; absent in tables stored without it. */
  headerRows?: number | undefined;
  /** Some cell spans several rows or columns. */
  spanning: boolean;
  /** It goes on with the last table of the page before, as a form says that has no page breaks of its own. */
  continues?: boolean | undefined;
}
