/** Gaps and steps between the characters of a run, in parts of the larger font size. */
export const CHARACTER = {
  /** A wider gap ends the run: the cells of a tight table stand one size apart. */
  run: 0.5,
  /** So does a larger step up or down. */
  step: 0.7,
  /** As does a smaller step of a character that is as high as the one before it: its font may be the same. */
  shift: 0.2,
  rigid: 0.02,
  /** A wider gap within the run is kept: spaces are 0.25 to 0.33, the cells of tight tables hardly farther apart. */
  wide: 0.34,
  /** A character that is closer to the same one before it was drawn twice, to look bold. */
  hair: 0.15,
} as const;

/** Gaps between the runs of a line from which paragraphs are made, in parts of the font size. */
export const TEXT = {
  /** A wider gap is a space. */
  space: 0.18,
  /** The same between two characters of a script without spaces. */
  unspacedSpace: 0.6,
  /** A wider gap starts a new segment. */
  segment: 0.9,
} as const;

/**
 * Gaps between the runs of a line in which tables are looked for, in parts of the larger font size (em). Wider spaces
 * within text are closed later, by what stands around them: see table-gaps.ts.
 */
export const TABLE = {
  /** A wider gap is a space. */
  space: 0.12,
  /** A wider gap starts a new segment: a space is 0.25 to 0.33 em. */
  segment: 0.65,
  /** The same between monospaced words, whose space is 0.6 em. */
  monospacedSegment: 0.88,
} as const;
