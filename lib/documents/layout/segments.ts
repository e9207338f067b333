import type { Box, TextRun } from '../pdf/page.ts';
import { cleanText } from '../text/clean.ts';
import { isRightToLeft, joinsUnspaced } from '../text/scripts.ts';
import { union } from './boxes.ts';

/** Runs of one row that stand close together. */
export interface Segment {
  text: string;
  box: Box;
  /** Its box in the frame in which its text runs from left to right and lines go down. */
  place: Box;
  size: number;
  boldShare: number;
  /** Rows from the top; segments of one row stand side by side. */
  row: number;
}

/** In parts of the font size. */
const SPACE_FROM = 0.18;
const UNSPACED_SPACE_FROM = 0.6;
const APART_FROM = 0.9;
const BELOW = 0.2;

function turned(box: Box, angle: number): Box {
  if (angle === 90) return { x0: box.y0, x1: box.y1, y0: -box.x1, y1: -box.x0 };
  if (angle === 270) return { x0: -box.y1, x1: -box.y0, y0: box.x0, y1: box.x1 };
  if (angle === 180) return { x0: -box.x1, x1: -box.x0, y0: -box.y1, y1: -box.y0 };
  return box;
}

interface Piece extends Segment {
  characters: number;
}

function pieceOf(run: TextRun, angle: number): Piece {
  const text = cleanText(run.text);
  const { box, fontSize, bold } = run;
  const place = turned(box, angle);
  const size = fontSize > 0 ? fontSize : Math.max(1, place.y1 - place.y0);
  return { text, box, place, size, boldShare: Number(bold), row: 0, characters: text.length };
}

const centre = ({ place }: Piece): number => (place.y0 + place.y1) / 2;

/** A run belongs to the row whose tallest run its centre touches; this keeps superscripts on their line. */
function rowsOf(pieces: Piece[]): Piece[][] {
  pieces.sort((a, b) => centre(a) - centre(b) || a.place.x0 - b.place.x0);
  const rows: Piece[][] = [];
  let row: Piece[] = [];
  let tallest: Box | null = null;
  for (const piece of pieces) {
    const { y0, y1 } = piece.place;
    if (!tallest || centre(piece) > tallest.y1 + BELOW * piece.size) {
      row = [];
      rows.push(row);
      tallest = piece.place;
    } else if (y1 - y0 > tallest.y1 - tallest.y0) tallest = piece.place;
    row.push(piece);
  }
  return rows;
}

/** Text drawn twice a hair apart is how some producers make bold letters. */
function isShadow(piece: Piece, before: Piece | undefined): boolean {
  return (
    before !== undefined &&
    before.text === piece.text &&
    Math.abs(before.place.x0 - piece.place.x0) < 0.15 * piece.size &&
    Math.abs(before.place.y0 - piece.place.y0) < 0.15 * piece.size
  );
}

function isSpaced(before: string, after: string, gap: number, size: number): boolean {
  if (before.endsWith(' ') || after.startsWith(' ')) return false;
  return gap > (joinsUnspaced(before, after) ? UNSPACED_SPACE_FROM : SPACE_FROM) * size;
}

/** Neighbours of one row, given in the order in which they are read, as one segment. */
function joined(pieces: readonly Piece[], row: number, rightToLeft: boolean): Segment | null {
  const [first] = pieces;
  if (!first) return null;
  const ordered = rightToLeft ? pieces.toReversed() : pieces;
  const texts: string[] = [];
  const sizes = new Map<number, number>();
  let { box, place } = first;
  let [bold, characters] = [0, 0];
  let last: Piece | undefined;
  for (const piece of ordered) {
    const gap = last ? Math.max(piece.place.x0 - last.place.x1, last.place.x0 - piece.place.x1) : 0;
    if (last && isSpaced(last.text, piece.text, gap, Math.min(piece.size, last.size))) texts.push(' ');
    texts.push(piece.text);
    box = union(box, piece.box);
    place = union(place, piece.place);
    sizes.set(piece.size, (sizes.get(piece.size) ?? 0) + piece.characters);
    bold += piece.boldShare * piece.characters;
    characters += piece.characters;
    last = piece;
  }
  const size = [...sizes].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? first.size;
  return { text: texts.join(''), box, place, size, boldShare: bold / Math.max(1, characters), row };
}

function segmentsOfRow(row: Piece[], place: number): Segment[] {
  row.sort((a, b) => a.place.x0 - b.place.x0 || a.place.x1 - b.place.x1);
  const groups: Piece[][] = [];
  let group: Piece[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of row) {
    if (isShadow(piece, group.at(-1))) continue;
    if (group.length === 0 || piece.place.x0 - end > APART_FROM * piece.size) {
      group = [];
      groups.push(group);
      end = Number.NEGATIVE_INFINITY;
    }
    group.push(piece);
    end = Math.max(end, piece.place.x1);
  }
  return groups.flatMap((pieces) => {
    const text = pieces.map((piece) => piece.text).join('');
    return joined(pieces, place, isRightToLeft(text)) ?? [];
  });
}

/** Segments from top to bottom, those of a row from left to right. @param angle that all `runs` share */
export function segmentsOf(runs: readonly TextRun[], angle: number): Segment[] {
  const pieces = runs.map((run) => pieceOf(run, angle)).filter(({ text }) => text.trim() !== '');
  return rowsOf(pieces).flatMap(segmentsOfRow);
}
