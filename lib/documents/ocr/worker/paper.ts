/** Of 255, against the paper. */
export const INK = 60;

/** The commonest grey of the lighter half. */
export function paperOf(rows: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of rows) counts[value] = (counts[value] ?? 0) + 1;
  let paper = 255;
  for (let value = 255; value >= 128; value--) {
    if ((counts[value] ?? 0) > (counts[paper] ?? 0)) paper = value;
  }
  return paper;
}
