import type { BoxJson, CellJson, LineJson } from './blocks.ts';
import type { Hit } from './search.ts';

/** How a line of text is set so that it fills its box. */
export interface SetLine {
  x: number;
  y: number;
  /** Points. */
  size: number;
  /** Points that the text is stretched or pressed to; null: as it comes, since it has a gap that is not told. */
  length: number | null;
  rightToLeft: boolean;
  /** Of SVG; null for horizontal text. */
  transform: string | null;
  /** From top to bottom, letter by letter. */
  upright: boolean;
}

/** From the baseline to the foot of a line's box, as a share of the size. */
const DESCENT = 0.22;
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufefc]/u;
const VERTICAL = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Width of a usual letter, in sizes. */
const LETTER = 0.5;
/** A line that is so much longer than its letters has a gap, as between a running head and a page number. */
const GAPPED = 1.7;

const stretched = (text: string, size: number, length: number): number | null =>
  length > GAPPED * LETTER * size * [...text].length && text.includes(' ') ? null : Math.max(1, length);

/** A line whose place is known better than its length: it is as long as its letters. */
export type LooseLine = LineJson & { loose?: boolean };

/** Sets a printed line into its box: along it, whichever way the line runs. */
export function setLine({ text, box, size, angle, loose = false }: LooseLine): SetLine {
  const wide = box.x1 - box.x0;
  const high = box.y1 - box.y0;
  const isDown = high > 1.5 * wide && [...text].length > 2;
  const rightToLeft = RIGHT_TO_LEFT.test(text);
  const upright = isDown && angle === 0 && VERTICAL.test(text);
  const thick = isDown ? wide : high;
  const fit = Math.max(1, Math.min(size || thick, thick * 1.4));
  const flat = { size: fit, rightToLeft, upright };
  if (upright) return { ...flat, x: (box.x0 + box.x1) / 2, y: box.y0, length: null, transform: null };
  if (!isDown) {
    const x = rightToLeft ? box.x1 : box.x0;
    return {
      ...flat,
      x,
      y: box.y1 - DESCENT * Math.min(fit, high),
      length: loose ? null : stretched(text, fit, wide),
      transform: null,
    };
  }
  // Degrees run clockwise: at 90 a line goes down, and else up.
  const [x, y, turn] =
    angle === 90 ? [box.x0 + DESCENT * fit, box.y0, 90] : [box.x1 - DESCENT * fit, box.y1, -90];
  return { ...flat, x, y, length: stretched(text, fit, high), transform: `rotate(${turn} ${x} ${y})` };
}

/** A box a little larger, so that a frame does not cross letters. */
export const wider = ({ x0, y0, x1, y1 }: BoxJson, by: number): BoxJson => ({
  x0: x0 - by,
  y0: y0 - by,
  x1: x1 + by,
  y1: y1 + by,
});

/** From a line to the next, in sizes. */
const LEADING = 1.2;
/** Between the edge of a cell and its text, in sizes. */
const CELL_PADDING = 0.3;

/** Words in so many lines of about one length. */
function inLines(text: string, most: number): string[] {
  const lines: string[] = [];
  const longest = text.length / most;
  let line = '';
  for (const word of text.split(/\s+/)) {
    const isFull = line !== '' && line.length + word.length / 2 > longest && lines.length < most - 1;
    if (isFull) lines.push(line);
    line = isFull || line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** The text of a cell as lines within its box, whose own lines are not told. @param size points */
export function cellLines({ text, box }: Pick<CellJson, 'text' | 'box'>, size: number): LooseLine[] {
  if (text.trim() === '') return [];
  const high = box.y1 - box.y0;
  const lines = inLines(text.trim(), Math.max(1, Math.round(high / (size * LEADING))));
  const step = high / lines.length;
  const wide = box.x1 - box.x0;
  const thick = Math.min(step, size * LEADING);
  return lines.map((line, at) => {
    // A cell may be as wide as its column: its text is pressed into it, but not stretched.
    const natural = widthOf(line) * LETTER * size;
    const length = Math.min(wide, natural);
    const x0 = box.x0 + Math.min(CELL_PADDING * size, (wide - length) / 2);
    const y0 = box.y0 + (at + 0.5) * step - thick / 2;
    const own = { x0, x1: x0 + length, y0, y1: y0 + thick };
    return { text: line, box: own, size, bold: false, angle: 0, loose: natural <= wide };
  });
}

const NARROW = /[iljtfrI.,;:'’!|()[\] ]/;
const WIDE = /[mwMW@%—]/;

/** How wide a letter usually is, beside the others of its line. */
function share(sign: string): number {
  if (NARROW.test(sign)) return 0.55;
  if (WIDE.test(sign)) return 1.5;
  return /\p{Lu}/u.test(sign) ? 1.25 : 1;
}

const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + share(sign), 0);

/** About where a stretch of a horizontal line stands. @param hit places in its text */
export function stretch({ text, box }: Pick<LineJson, 'text' | 'box'>, hit: Hit): BoxJson {
  const unit = (box.x1 - box.x0) / Math.max(1, widthOf(text));
  const from = widthOf(text.slice(0, hit.from)) * unit;
  const to = widthOf(text.slice(0, hit.to)) * unit;
  if (RIGHT_TO_LEFT.test(text)) return { ...box, x0: box.x1 - to, x1: box.x1 - from };
  return { ...box, x0: box.x0 + from, x1: box.x0 + to };
}
