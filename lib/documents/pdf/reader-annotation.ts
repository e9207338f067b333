import type { Box } from './page.ts';

/** Annotations that readers make (ISO 32000-1, table 169). Links, fields and what only decorates a page are none. */
export const ANNOTATION_KINDS = [
  'text',
  'free_text',
  'line',
  'square',
  'circle',
  'polygon',
  'polyline',
  'highlight',
  'underline',
  'squiggly',
  'strike_out',
  'stamp',
  'caret',
  'ink',
  'file_attachment',
  'redact',
] as const;

export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

/** A comment, a highlight or another mark that a reader left on a page. */
export interface ReaderAnnotation {
  kind: AnnotationKind;
  box: Box;
  /** Of each marked line; absent where no text is marked. */
  boxes?: Box[] | undefined;
  /** The text that is marked; null if there is none. */
  quote: string | null;
  /** What the reader wrote; null if nothing. */
  comment: string | null;
  author: string | null;
  /** ISO 8601; null if the file does not say. */
  date: string | null;
  /** Number of the annotation on the page that this one answers, from 1. */
  reply_to?: number | undefined;
}
