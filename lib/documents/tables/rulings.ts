import { heightOf, middleX, middleY, widthOf } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';

/** A straight line: horizontal at height `at` from x to x, or vertical at x `at` from height to height. */
export interface Rule {
  at: number;
  from: number;
  to: number;
}

/** Rules that touch or cross one another. */
export interface Lattice {
  horizontal: Rule[];
  vertical: Rule[];
}

/** Points. A thicker rectangle is an area, not a rule. */
const THIN = 4;
const SHORTEST = 4;
/** Rules closer than this are one. */
export const NEAR = 2.5;
/** Pages with more rules are drawings or maps; comparing all pairs would take seconds. */
const MOST = 2_000;

const horizontalOf = (box: Box): Rule => ({ at: middleY(box), from: box.x0, to: box.x1 });
const verticalOf = (box: Box): Rule => ({ at: middleX(box), from: box.y0, to: box.y1 });

/** Pieces of one line become one rule. */
function merged(rules: readonly Rule[]): Rule[] {
  const levels: Rule[][] = [];
  for (const rule of rules.toSorted((a, b) => a.at - b.at)) {
    const level = levels.at(-1);
    if (level?.[0] && rule.at - level[0].at <= NEAR) level.push(rule);
    else levels.push([rule]);
  }
  return levels.flatMap((level) => {
    const pieces: Rule[] = [];
    for (const rule of level.toSorted((a, b) => a.from - b.from)) {
      const last = pieces.at(-1);
      if (last && rule.from <= last.to + NEAR) last.to = Math.max(last.to, rule.to);
      else pieces.push({ ...rule });
    }
    return pieces;
  });
}

/** The horizontal and vertical rules among a page's rulings, pieces joined. */
export function rulesOf(rulings: readonly Box[]): Lattice {
  const flat = rulings.filter((box) => heightOf(box) <= THIN && widthOf(box) >= SHORTEST);
  const upright = rulings.filter((box) => widthOf(box) <= THIN && heightOf(box) >= SHORTEST);
  return { horizontal: merged(flat.map(horizontalOf)), vertical: merged(upright.map(verticalOf)) };
}

const touch = (h: Rule, v: Rule): boolean =>
  v.at >= h.from - NEAR && v.at <= h.to + NEAR && h.at >= v.from - NEAR && h.at <= v.to + NEAR;

/** All rules connected with one, taken out of `waiting`. */
function latticeFrom(start: Rule, waiting: Set<Rule>, rules: Lattice): Lattice {
  const lattice: Lattice = { horizontal: [], vertical: [] };
  const isHorizontal = new Set(rules.horizontal);
  const open = [start];
  for (let rule = open.pop(); rule; rule = open.pop()) {
    const met = rule;
    const flat = isHorizontal.has(met);
    (flat ? lattice.horizontal : lattice.vertical).push(met);
    const crossing = flat
      ? rules.vertical.filter((other) => waiting.has(other) && touch(met, other))
      : rules.horizontal.filter((other) => waiting.has(other) && touch(other, met));
    for (const other of crossing) waiting.delete(other);
    open.push(...crossing);
  }
  return lattice;
}

/** Groups of connected rules; none if a page has more rules than a table could. */
export function latticesOf(rules: Lattice): Lattice[] {
  const { horizontal, vertical } = rules;
  if (horizontal.length > MOST || vertical.length > MOST) return [];
  const waiting = new Set([...horizontal, ...vertical]);
  const lattices: Lattice[] = [];
  for (const start of horizontal) {
    if (waiting.delete(start)) lattices.push(latticeFrom(start, waiting, rules));
  }
  return lattices;
}
