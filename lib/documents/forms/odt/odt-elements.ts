/** Deleted text of tracked changes, forms' models, indexes' sources and the bodies of notes are no text in their place. */
export const SKIPPED = new Set([
  ...['text:tracked-changes', 'office:forms', 'text:sequence-decls', 'math:math'],
  ...['office:event-listeners', 'text:bookmark', 'text:variable-decls', 'text:user-field-decls'],
  ...['text:table-of-content-source', 'text:illustration-index-source', 'text:alphabetical-index-source'],
  ...['text:bibliography-source', 'table:covered-table-cell'],
  ...['text:table-index-source', 'text:object-index-source', 'text:user-index-source'],
  ...['meta:creator-initials', 'meta:date-string', 'loext:sender-initials'],
]);

/** Lists of what the text has, with the places. */
export const INDEXES = [
  ...['table-of-content', 'illustration-index', 'table-index', 'object-index', 'user-index'],
].map((name) => `text:${name}`);

/** Drawn shapes, whose text is set within the paragraph that they are anchored in. */
export const SHAPES = [
  ...['text-box', 'custom-shape', 'rect', 'circle', 'ellipse', 'line', 'path', 'polygon', 'polyline'],
  ...['regular-polygon', 'connector', 'caption', 'measure'],
].map((name) => `draw:${name}`);
