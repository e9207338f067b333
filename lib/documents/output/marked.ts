import type { Box } from '../pdf/page.ts';

/** Where a stretch of text stands in the document. */
export interface Span {
  /** UTF-16 code units from the start of the text, as `String.slice` counts; the end is not included. */
  start: number;
  end: number;
  /** Of its paragraph or table; empty for what is in none. */
  id: string;
  /** From 1. */
  page: number;
  box: Box;
}

/** A piece of an output, and where its parts stand. */
export interface Marked {
  text: string;
  /** In order of their start. */
  spans: Span[];
}

/** Pieces one after the other as one. */
export function joinedMarked(pieces: readonly Marked[], between = ''): Marked {
  const spans: Span[] = [];
  let text = '';
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) text += between;
    for (const span of piece.spans)
      spans.push({ ...span, start: span.start + text.length, end: span.end + text.length });
    text += piece.text;
  }
  return { text, spans };
}

export const unmarked = (text: string): Marked => ({ text, spans: [] });
