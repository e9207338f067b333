import type { Box } from '../pdf/page.ts';

/** A line as the reader sees it, within its column. */
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
}

/** What is kept of a page for everything that looks at the whole document. */
export interface PageText {
  /** From 1. */
  page: number;
  /** Points. */
  width: number;
  height: number;
  /** In reading order: columns one after the other. */
  lines: TextLine[];
}
