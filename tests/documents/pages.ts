import type { PageContent, TextRun } from '../../lib/documents/pdf/page.ts';
import { plainTextOf } from '../../lib/documents/text/listings.ts';
import { readPage } from '../../lib/documents/text/read-page.ts';

/** Its plain text. */
export const textOf = (page: PageContent): string => plainTextOf(readPage(page).lines);

interface Written {
  /** Left edge and baseline from the top, in points. */
  x: number;
  y: number;
  text: string;
  size?: number;
  bold?: boolean;
  angle?: number;
  width?: number;
}

/** A run as wide as letters of half the font size make it. */
export function run({ x, y, text, size = 10, bold = false, angle = 0, width }: Written): TextRun {
  const box = { x0: x, x1: x + (width ?? text.length * size * 0.5), y0: y - size * 0.8, y1: y + size * 0.2 };
  return { text, box, fontSize: size, font: 'Test', bold, italic: false, angle };
}

export function pageOf(page: number, written: readonly Written[]): PageContent {
  const runs = written.map(run);
  return {
    page,
    width: 600,
    height: 800,
    rotation: 0,
    kind: runs.length === 0 ? 'empty' : 'text',
    runs,
    images: 0,
    imageShare: 0,
    links: [],
    rulings: [],
  };
}

/** Lines one below the other. */
export function block(x: number, y: number, lines: readonly string[], size = 10): Written[] {
  return lines.map((text, at) => ({ x, y: y + at * size * 1.2, text, size }));
}
