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
