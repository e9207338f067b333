import { straightened, turned } from '../layout/characters.ts';
import { partsOf } from '../layout/table-lines.ts';
import type { TextColumn } from '../layout/text-columns.ts';
import type { Box, PageContent, TextRun } from '../pdf/page.ts';
import type { Table } from './table.ts';

/** What of a page is read in one direction, turned so that it reads from left to right and lines go down. */
export interface ReadingFrame {
  /** Degrees clockwise that its text is turned on the page: 0, 90, 180 or 270. */
  angle: number;
  /** Parted at wide spaces. */
  runs: TextRun[];
  /** What reads in another direction, as the name of a group of rows that is set upright beside them. */
  sideways: TextRun[];
  rulings: Box[];
  /** Runs by column of text. */
  columns: TextRun[][];
}

const QUARTERS = [0, 90, 180, 270];
/** Fewer turned runs are a label beside a drawing or a stamp at the margin. */
const FEWEST = 6;

/** The runs of each column of text; the cells of one grid together. */
const runsOf = (columns: readonly TextColumn[]): TextRun[][] =>
  [...Map.groupBy(columns, (column) => column.grid ?? column).values()].map((group) =>
    group.flatMap(({ runs }) => runs),
  );

function turnedRun(run: TextRun, angle: number): TextRun {
  if (angle === 0) return run;
  const turnedOne = { ...run, box: turned(run.box, angle), angle: 0 };
  if (!run.spaces || angle === 90) return turnedOne;
  return { ...turnedOne, spaces: run.spaces.map(({ at, from, to }) => ({ at, from: -to, to: -from })) };
}

/** A run of another direction, which its angle tells as seen in this frame. */
const sidewaysRun = (run: TextRun, angle: number): TextRun => ({
  ...run,
  box: turned(run.box, angle),
  angle: (straightened(run.angle) - angle + 360) % 360,
});

/** The directions in which a page is read, each as an upright page; most pages have one. */
export function readingFrames(page: PageContent, columns: readonly TextColumn[]): ReadingFrame[] {
  return QUARTERS.flatMap((angle) => {
    const runs = new Map<TextRun, TextRun[]>();
    for (const run of page.runs) {
      if (straightened(run.angle) === angle) runs.set(run, partsOf(turnedRun(run, angle)));
    }
    if (angle !== 0 && runs.size < FEWEST) return [];
    const own = columns.filter((column) => column.angle === angle);
    return [
      {
        angle,
        runs: [...runs.values()].flat(),
        sideways: page.runs.flatMap((run) => (runs.has(run) ? [] : sidewaysRun(run, angle))),
        rulings: page.rulings.map((box) => turned(box, angle)),
        columns: runsOf(own).map((group) => group.flatMap((run) => runs.get(run) ?? [])),
      },
    ];
  });
}

/** A table of a frame with its boxes as on the page. */
export function onPage(table: Table, angle: number): Table {
  if (angle === 0) return table;
  const back = (box: Box): Box => turned(box, 360 - angle);
  const rows = table.rows.map((row) => row.map((cell) => ({ ...cell, box: back(cell.box) })));
  return { ...table, box: back(table.box), rows };
}
