import type { Grey } from './grey-picture.ts';
import { INK, paperOf } from './paper.ts';

/** How the lines of a picture run. */
export interface Slope {
  /** Whether they run up or down. */
  upright: boolean;
  /** Degrees clockwise from there, at most 12 either way. */
  skew: number;
  /** How much better lines stand out along this way than across it. */
  certainty: number;
}

/** Pixels of the longer side of the picture that is looked at. */
const SMALL = 1_000;
const STEEPEST = 12;
const FINE = 0.1;
/** Smaller slopes do no harm to recognition; a straight page scores a little better somewhere beside 0. */
const LEAST = 0.25;
const CLEARLY = 1.1;
/** Dots of ink: a word or two run any way. */
const ENOUGH_INK = 1_500;
const RADIANS = Math.PI / 180;

interface Dots {
  x: Float32Array;
  y: Float32Array;
}

/**
 * Finds the way of the lines from the picture alone: along them, sums of ink rise and fall steepest from one line to
 * the next (Postl, "Detection of linear oblique structures and skew scan in digitized documents", ICPR 1986).
 */
export function slopeOf(picture: Grey): Slope {
  const { x, y } = inkOf(picture);
  const across = steepest({ x, y });
  // Turned by a quarter, so that clockwise stays clockwise.
  const along = steepest({ x: y, y: x.map((value) => -value) });
  const [best, other] = across.score >= along.score ? [across, along] : [along, across];
  const isLevel = Math.abs(best.angle) < LEAST || best.score < best.straight * CLEARLY;
  return {
    upright: best === along,
    skew: isLevel || x.length < ENOUGH_INK ? 0 : best.angle,
    certainty: best.score / Math.max(1, other.score),
  };
}

function steepest(dots: Dots): { angle: number; score: number; straight: number } {
  const straight = scoreOf(dots, 0);
  let best = { angle: 0, score: straight };
  const look = (from: number, to: number, step: number) => {
    for (let angle = from; angle <= to + step / 2; angle += step) {
      const score = scoreOf(dots, angle);
      if (score > best.score) best = { angle, score };
    }
  };
  look(-STEEPEST, STEEPEST, 0.5);
  look(best.angle - 0.5, best.angle + 0.5, FINE);
  return { ...best, straight };
}

/** How steeply sums of ink rise and fall across lines that run at this angle. */
function scoreOf({ x, y }: Dots, angle: number): number {
  const [sin, cos] = [Math.sin(angle * RADIANS), Math.cos(angle * RADIANS)];
  const sums = new Float64Array(4 * SMALL);
  for (let i = 0; i < x.length; i++) {
    const at = Math.round((y[i] ?? 0) * cos - (x[i] ?? 0) * sin) + 2 * SMALL;
    sums[at] = (sums[at] ?? 0) + 1;
  }
  let score = 0;
  for (let i = 1; i < sums.length; i++) score += ((sums[i] ?? 0) - (sums[i - 1] ?? 0)) ** 2;
  return score;
}

/** Where the ink is, on a grid of at most 1,000 a side, from its middle. */
function inkOf({ rows, width, height }: Grey): Dots {
  const step = Math.max(1, Math.max(width, height) / SMALL);
  const [wide, high] = [Math.floor(width / step), Math.floor(height / step)];
  const paper = paperOf(rows);
  const [x, y]: [number[], number[]] = [[], []];
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      if (darkest({ rows, width, height }, column * step, row * step, step) < paper - INK) {
        x.push(column - wide / 2);
        y.push(row - high / 2);
      }
    }
  }
  return { x: Float32Array.from(x), y: Float32Array.from(y) };
}

function darkest({ rows, width, height }: Grey, left: number, top: number, size: number): number {
  let least = 255;
  const [right, bottom] = [Math.min(width, left + size), Math.min(height, top + size)];
  for (let y = Math.floor(top); y < bottom; y++) {
    for (let x = Math.floor(left); x < right; x++) least = Math.min(least, rows[y * width + x] ?? 255);
  }
  return least;
}
