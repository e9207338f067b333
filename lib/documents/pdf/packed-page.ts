import { withDrawnBullets } from './drawn-bullets.ts';
import type { PageContent, TextRun } from './page.ts';

/** How the characters of a run look. */
export type Style = Omit<TextRun, 'text' | 'box' | 'tag' | 'baseline' | 'spaces'>;

/** Numbers per run in `PackedRuns`: where its text ends, its style, its box, its baseline. */
export const RUN_WIDTH = 7;
/** Numbers per space in `PackedRuns`. */
const SPACE_WIDTH = 4;

/**
 * The runs of a page as one text and one list of numbers: a page has hundreds of runs, and as objects they take
 * longer to move between threads than to read.
 */
export interface PackedRuns {
  /** The texts of all runs, one after the other. */
  text: string;
  /** `RUN_WIDTH` a run: end of its text, index of its style, x0, y0, x1, y1, baseline or NaN. */
  numbers: Float64Array;
  /** Wide spaces, `SPACE_WIDTH` each: index of the run, where in its text, from, to. */
  spaces: Float64Array;
  styles: Style[];
  /** The tag of each run; empty where none has one. */
  tags: TextRun['tag'][];
}

export type PackedPage = Omit<PageContent, 'runs'> & { runs: PackedRuns };

export function unpackPage(page: PackedPage): PageContent {
  return { ...page, runs: withDrawnBullets(unpackRuns(page.runs), page.graphics) };
}

function unpackRuns({ text, numbers, spaces, styles, tags }: PackedRuns): TextRun[] {
  const runs: TextRun[] = [];
  let start = 0;
  for (let i = 0; i < numbers.length; i += RUN_WIDTH) {
    const at = (field: number) => numbers[i + field] ?? 0;
    const style = styles[at(1)];
    if (!style) throw new RangeError(`A run has style ${at(1)} of ${styles.length}.`);
    const { font, bold, italic, fontSize, angle } = style;
    const end = at(0);
    const box = { x0: at(2), y0: at(3), x1: at(4), y1: at(5) };
    const tag = tags[i / RUN_WIDTH];
    const baseline = at(6);
    const run = { font, bold, italic, fontSize, angle, text: text.slice(start, end), box };
    const stands = Number.isNaN(baseline) ? {} : { baseline };
    runs.push({ ...run, ...stands, ...(tag && { tag }) });
    start = end;
  }
  addSpaces(runs, spaces);
  return runs;
}

function addSpaces(runs: readonly TextRun[], packed: Float64Array): void {
  for (let i = 0; i < packed.length; i += SPACE_WIDTH) {
    const number = (field: number) => packed[i + field] ?? 0;
    const run = runs[number(0)];
    if (run) run.spaces = [...(run.spaces ?? []), { at: number(1), from: number(2), to: number(3) }];
  }
}
