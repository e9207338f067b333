/**
 * Why text of a file is not on the page that people see: beyond the page's box, in a layer that is off, drawn with no
 * paint, in the colour of its background, painted over, cut away by a clipping path, or smaller than a point.
 */
export const HIDDEN_REASONS = [
  'outside',
  'layer',
  'invisible',
  'colour',
  'covered',
  'clipped',
  'tiny',
] as const;

export type HiddenReason = (typeof HIDDEN_REASONS)[number];

/** Characters that were left out, by reason. */
export type HiddenCounts = Partial<Record<HiddenReason, number>>;
