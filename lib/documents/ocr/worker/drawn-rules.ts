import type { Box } from '../../pdf/page.ts';
import type { Grey } from './grey-picture.ts';
import { INK, paperOf } from './paper.ts';

/** Inches. Strokes of letters are shorter, what is thicker is an area. */
const SHORTEST = 0.35;
const THICKEST = 0.055;
/** Lines that a picture was levelled by still slope so much. */
const SLOPE = Math.tan((0.3 * Math.PI) / 180);
/** Pixels that a scanner leaves out of a line. */
const GAP = 2;
/** A page with more is a drawing. */
const MOST = 2_000;

/** Ink in one row of pixels, from `x0` to before `x1`. */
interface Stroke {
  y: number;
  x0: number;
  x1: number;
}

/** Strokes in rows one below the other. */
interface Rule {
  strokes: Stroke[];
  x0: number;
  x1: number;
}

/** Straight lines of a picture, as boxes one pixel thick, and the picture without those of tables. */
export interface DrawnRules {
  rules: Box[];
  without: Grey;
}

/** Runs of ink in a row of pixels, joined over gaps. */
function strokesIn(row: Uint8Array, y: number, dark: number): Stroke[] {
  const strokes: Stroke[] = [];
  let last: Stroke | undefined;
  for (let x = 0; x < row.length; x++) {
    if ((row[x] ?? 255) >= dark) continue;
    if (last && x - last.x1 <= GAP) last.x1 = x + 1;
    else {
      last = { y, x0: x, x1: x + 1 };
      strokes.push(last);
    }
  }
  return strokes;
}

function* strokesOf({ rows, width, height }: Grey, dark: number, shortest: number): Generator<Stroke> {
  for (let y = 0; y < height; y++) {
    const row = rows.subarray(y * width, (y + 1) * width);
    yield* strokesIn(row, y, dark).filter(({ x0, x1 }) => x1 - x0 >= shortest);
  }
}

function rulesOf(strokes: Iterable<Stroke>): Rule[] {
  const rules: Rule[] = [];
  let open: Rule[] = [];
  for (const stroke of strokes) {
    open = open.filter(({ strokes: own }) => stroke.y - (own.at(-1)?.y ?? 0) <= GAP);
    const met = open.find(({ x0, x1 }) => stroke.x0 <= x1 + GAP && stroke.x1 >= x0 - GAP);
    if (met) {
      met.strokes.push(stroke);
      met.x0 = Math.min(met.x0, stroke.x0);
      met.x1 = Math.max(met.x1, stroke.x1);
      continue;
    }
    const rule = { strokes: [stroke], x0: stroke.x0, x1: stroke.x1 };
    rules.push(rule);
    open.push(rule);
  }
  return rules;
}

const inkOf = ({ strokes }: Rule): number => strokes.reduce((sum, { x0, x1 }) => sum + x1 - x0, 0);

function isThin(rule: Rule, thickest: number): boolean {
  const { strokes, x0, x1 } = rule;
  const high = (strokes.at(-1)?.y ?? 0) - (strokes[0]?.y ?? 0) + 1;
  return inkOf(rule) / (x1 - x0) <= thickest && high <= thickest + (x1 - x0) * SLOPE;
}

/** At the height that most of its ink has. */
function boxOf(rule: Rule): Box {
  const sum = rule.strokes.reduce((all, { y, x0, x1 }) => all + y * (x1 - x0), 0);
  const y = Math.round(sum / inkOf(rule));
  return { x0: rule.x0, y0: y, x1: rule.x1, y1: y + 1 };
}

function transposed({ rows, width, height }: Grey): Grey {
  const turned = new Uint8Array(rows.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + y] = rows[y * width + x] ?? 0;
  return { rows: turned, width: height, height: width };
}

/** With the rows of pixels above and below, which are grey. */
function erase({ rows, width, height }: Grey, rules: readonly Rule[], paper: number): void {
  for (const { y, x0, x1 } of rules.flatMap(({ strokes }) => strokes)) {
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
      rows.fill(paper, row * width + x0, row * width + x1);
  }
}

/**
 * Finds the rules of tables in the picture of a page whose lines are level: runs of ink that are long and thin. Where they
 * cross, they are taken out of the picture, as Tesseract reads pieces of them as letters.
 */
export function drawnRules(picture: Grey, dpi: number): DrawnRules {
  const paper = paperOf(picture.rows);
  const find = (of: Grey): Rule[] =>
    rulesOf(strokesOf(of, paper - INK, SHORTEST * dpi)).filter((rule) => isThin(rule, THICKEST * dpi));
  const turned = transposed(picture);
  const [flat, upright] = [find(picture), find(turned)];
  if (flat.length + upright.length > MOST) return { rules: [], without: picture };
  const boxes = upright.map(boxOf).map(({ x0, y0, x1, y1 }) => ({ x0: y0, y0: x0, x1: y1, y1: x1 }));
  const rules = [...flat.map(boxOf), ...boxes];
  if (flat.length === 0 || upright.length === 0) return { rules, without: picture };
  erase(turned, upright, paper);
  const without = transposed(turned);
  erase(without, flat, paper);
  return { rules, without };
}
