import type { TextRun } from '../pdf/page.ts';
import { middleX } from './boxes.ts';
import { straightened } from './direction.ts';
import { isLegible, type Placed, placed } from './placed.ts';

/** Text that runs in one direction. */
export interface Frame {
  /** Degrees clockwise, straightened; 90 also for upright characters that are set from top to bottom. */
  angle: number;
  placed: Placed[];
}

/** Characters that are set upright in vertical text. */
const UPRIGHT = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303F\uFE30-\uFE4F\uFF00-\uFFEF]{1,2}\s*$/u;
const DOWN = 90;
/** Fewer characters below each other are the heading of a narrow column. */
const FEWEST = 4;
/** In font sizes: how far the next character's middle is beside and below. */
const BESIDE = 0.6;
const BELOW = { least: 0.5, most: 1.3 } as const;

/** Whether a character is set right below the one before it. */
function follows(before: TextRun | undefined, run: TextRun): boolean {
  if (!before || !UPRIGHT.test(before.text) || !UPRIGHT.test(run.text)) return false;
  const size = Math.max(1, before.fontSize);
  const down = (run.box.y1 - before.box.y1) / size;
  const beside = Math.abs(middleX(run.box) - middleX(before.box)) / size;
  return beside < BESIDE && down >= BELOW.least && down <= BELOW.most;
}

/** Runs that are characters of vertical lines: each drawn right below the one before it. */
function setDownwards(runs: readonly TextRun[]): Set<TextRun> {
  const found = new Set<TextRun>();
  let line: TextRun[] = [];
  const keep = (): void => {
    if (line.length >= FEWEST) for (const run of line) found.add(run);
  };
  for (const run of runs) {
    if (!follows(line.at(-1), run)) {
      keep();
      line = [];
    }
    line.push(run);
  }
  keep();
  return found;
}

/** Whether more of the upright characters stand in such lines than not; what is left of a line's end joins them. */
function downwards(runs: readonly TextRun[]): (run: TextRun) => boolean {
  const found = setDownwards(runs);
  if (found.size === 0) return () => false;
  const single = runs.filter(({ angle, text }) => angle === 0 && UPRIGHT.test(text)).length;
  const mostly = found.size * 2 > single;
  return (run) => found.has(run) || (mostly && run.angle === 0 && UPRIGHT.test(run.text));
}

/** The legible runs of a page by the direction of their text; the direction that most characters have comes first. */
export function framesOf(runs: readonly TextRun[]): Frame[] {
  const isDown = downwards(runs);
  const frames = new Map<number, { characters: number; placed: Placed[] }>();
  for (const [drawn, run] of runs.entries()) {
    const angle = isDown(run) ? DOWN : straightened(run.angle);
    const one = placed(run, drawn, angle);
    if (!isLegible(one)) continue;
    const frame = frames.get(angle) ?? { characters: 0, placed: [] };
    frame.characters += run.text.length;
    frame.placed.push(one);
    frames.set(angle, frame);
  }
  return [...frames]
    .sort((a, b) => b[1].characters - a[1].characters || a[0] - b[0])
    .map(([angle, frame]) => ({ angle, placed: frame.placed }));
}
