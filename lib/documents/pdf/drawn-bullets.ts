import type { Box, Graphic, TextRun } from './page.ts';

/** Of the size of the letters: how large a bullet is, and how far before its item it stands. */
const SIZE = { least: 0.15, most: 0.75 };
const GAP = { least: 0.2, most: 2.5 };
/** How much longer one side of it may be. */
const SQUARE = 1.35;
/** Points between bullets of one column. */
const LEVEL = 1;
/** Without tags, shapes that stand below one another at the beginning of lines. */
const LEAST = 2;
/** A page with more is a drawing. */
const MOST_SHAPES = 500;

interface Bullet {
  box: Box;
  run: TextRun;
}

const centre = ({ y0, y1 }: Box): number => (y0 + y1) / 2;

function isSmall({ kind, parts, box }: Graphic, size: number): boolean {
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  if (kind !== 'vector' || parts !== 1 || Math.max(width, height) > SQUARE * Math.min(width, height))
    return false;
  return height >= SIZE.least * size && height <= SIZE.most * size;
}

/** The run that a shape stands before, with nothing between them nor right before it. */
function bulletOf(graphic: Graphic, runs: readonly TextRun[]): Bullet | null {
  const { box } = graphic;
  const level = runs.filter(
    ({ angle, box: own }) => angle === 0 && own.y0 <= centre(box) && own.y1 >= centre(box),
  );
  const run = level.reduce<TextRun | null>(
    (next, own) => (own.box.x0 >= box.x1 && (next === null || own.box.x0 < next.box.x0) ? own : next),
    null,
  );
  if (run === null || !isSmall(graphic, run.fontSize) || !/^[\p{L}\p{N}"'“‘«([]/u.test(run.text)) return null;
  const gap = (run.box.x0 - box.x1) / run.fontSize;
  const before = level.some(({ box: own }) => own.x0 < box.x0 && own.x1 > box.x0 - run.fontSize);
  return before || gap < GAP.least || gap > GAP.most ? null : { box, run };
}

const isTagged = ({ run: { tag } }: Bullet): boolean =>
  typeof tag === 'object' && /^(?:LI|LBody|Lbl)$/.test(tag.role);

const isOfColumn = (bullet: Bullet, all: readonly Bullet[]): boolean =>
  all.filter(({ box }) => Math.abs(box.x0 - bullet.box.x0) <= LEVEL).length >= LEAST;

/**
 * Runs with a bullet before each item of a list whose bullet is drawn, as browsers draw them: a small shape before the
 * first letter of a line, which the file tags as an item, or below which stands another.
 */
export function withDrawnBullets(runs: TextRun[], graphics: readonly Graphic[] = []): TextRun[] {
  const shapes = graphics.filter(({ kind, parts }) => kind === 'vector' && parts === 1);
  if (shapes.length === 0 || shapes.length > MOST_SHAPES) return runs;
  const bullets = shapes.flatMap((shape) => bulletOf(shape, runs) ?? []);
  const kept = bullets.filter((bullet) => isTagged(bullet) || isOfColumn(bullet, bullets));
  const before = new Map(kept.map(({ run, box }) => [run, box]));
  return runs.flatMap((run) => {
    const box = before.get(run);
    if (!box) return [run];
    const { spaces: _spaces, ...looks } = run;
    return [{ ...looks, text: '•', box: { ...run.box, x0: box.x0, x1: box.x1 } }, run];
  });
}
