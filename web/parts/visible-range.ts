/** Where a list of rows of one height stands in the window; lengths in CSS pixels. */
export interface Placed {
  /** How far its top is above the window's. */
  top: number;
  /** Height of the window. */
  view: number;
  count: number;
  height: number;
  /** Rows beyond each edge. */
  spare: number;
  /** The row that is `more` taller than the others; null: none. */
  open: number | null;
  more: number;
}

/** The rows to draw: from the first up to, and without, the second. Out of sight, those next to it stay, e.g. to be read aloud. */
export function rangeOf({ top, view, count, height, spare, open, more }: Placed): [number, number] {
  const above = open !== null && top > (open + 1) * height ? more : 0;
  const first = Math.floor((top - above) / height) - spare;
  const last = Math.ceil((top + view) / height) + spare;
  return [Math.max(0, Math.min(first, count - spare)), Math.min(count, Math.max(last, spare))];
}

/** Whether hardly any of the rows to draw are drawn already. */
export function isJump(
  [from, to]: readonly [number, number],
  [first, last]: readonly [number, number],
): boolean {
  const shared = Math.min(to, last) - Math.max(from, first);
  return 2 * shared < last - first;
}
