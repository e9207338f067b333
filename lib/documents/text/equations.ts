import { overlapX, overlapY } from '../layout/boxes.ts';
import type { TextLine } from './page-text.ts';

/** A line with what share of it is of a formula. */
export type MeasuredLine = TextLine & { math: number };

/** Share of a line that is of a formula: a formula by itself, or a part of one next to it, such as a numerator. */
const FORMULA = 0.5;
const PART = 0.3;
/** In font sizes: how far it stands in from the column, and how far its parts are apart. */
const SET_OFF = 1.2;
const APART = 0.7;
const SHORTEST = 3;
const RELATION = /[=≠≈≡∼∝<>≤≥≪≫∈⊂⊆→⇒⇔↦±+−×∑∏∫√∂]/u;
/** `(3)`, `(2.1a)`, `(A.4)` at the end of the line. */
const NUMBER = /\((?:[A-Z]\.)?\d{1,3}(?:[.\u2013-]\d{1,3})*[a-z]?\)$/;

/** The number that an equation has at its end; null if it has none. */
export const equationNumber = (text: string): string | null =>
  NUMBER.exec(text.trim())?.[0].slice(1, -1) ?? null;

/** Whether a line is a formula, set off from the column. */
function isFormula({ text, math, box, size, angle, advance }: MeasuredLine, left: number): boolean {
  if (angle !== 0 || advance !== undefined || math <= FORMULA || text.trim().length < SHORTEST) return false;
  if (!RELATION.test(text)) return false;
  return box.x0 - left > SET_OFF * size || equationNumber(text) !== null;
}

const isNextTo = (a: TextLine, b: TextLine): boolean =>
  -overlapY(a.box, b.box) < APART * Math.max(a.size, b.size) && overlapX(a.box, b.box) > 0;

/** Says which lines of a column are equations, with the lines that their fractions and limits take. */
export function withEquations(lines: readonly MeasuredLine[]): TextLine[] {
  const left = lines.reduce((least, { box }) => Math.min(least, box.x0), Number.POSITIVE_INFINITY);
  const found = new Set(lines.filter((line) => isFormula(line, left)));
  const isPart = (line: MeasuredLine, other: MeasuredLine | undefined): boolean =>
    other !== undefined && found.has(other) && isNextTo(line, other);
  for (const order of [lines, lines.toReversed()])
    for (const [at, line] of order.entries())
      if (line.math >= PART && line.box.x0 - left > SET_OFF * line.size && isPart(line, order[at - 1]))
        found.add(line);
  return lines.map((line) => {
    const { math: _, ...own } = line;
    return found.has(line) ? { ...own, equation: true } : own;
  });
}
