import { upperMedian } from '../../core/statistics.ts';
import type { PageText, TextLine } from './page-text.ts';
import { hasDotLeaders } from './paragraph-starts.ts';

// Listings of code: lines in a monospaced font, kept as they are set.

/** If more of a document is monospaced, it was written on a typewriter, and its font tells nothing. */
const MOST_MONOSPACED = 0.6;
/** In parts of the size that most of the page's letters have: headings are larger. */
const LARGEST = 1.15;
/** In font sizes, from a line to the next: up to two lines may be empty. */
const STEP = { least: 0.5, most: 4, pitch: 1.5 } as const;
/** So many lines in a row are a listing; fewer must be set apart from the text around them. */
const SURELY = 3;
const DEEPEST = 120;

/** Whether a monospaced font marks what is code in a document. */
export function fontTellsCode(pages: readonly Pick<PageText, 'lines'>[]): boolean {
  let [monospaced, all] = [0, 0];
  for (const { lines } of pages) {
    for (const { text, advance } of lines) {
      all += text.length;
      if (advance !== undefined) monospaced += text.length;
    }
  }
  return monospaced < MOST_MONOSPACED * all;
}

function commonSize(lines: readonly TextLine[]): number {
  const sizes = new Map<number, number>();
  for (const { size, text } of lines) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  return [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function goesOn(before: TextLine, line: TextLine): boolean {
  const step = (line.box.y1 - before.box.y1) / before.size;
  const alike = Math.abs((line.advance ?? 0) / (before.advance ?? 1) - 1) < 0.1;
  return alike && step >= STEP.least && step <= STEP.most;
}

/** Places of lines that follow each other in one monospaced font. */
function blocksOf(lines: readonly TextLine[]): number[][] {
  const largest = LARGEST * commonSize(lines);
  const blocks: number[][] = [];
  let before: TextLine | undefined;
  for (const [place, line] of lines.entries()) {
    const isCode =
      line.advance !== undefined && line.angle === 0 && line.size <= largest && !hasDotLeaders(line.text);
    if (isCode && before && goesOn(before, line)) blocks.at(-1)?.push(place);
    else if (isCode) blocks.push([place]);
    before = isCode ? line : undefined;
  }
  return blocks;
}

/** A few lines are a listing if paragraphs end before and after them; one, if it is also indented. */
function isApart(block: readonly number[], lines: readonly TextLine[], margin: number): boolean {
  const [first, after] = [lines[block[0] ?? 0], lines[(block.at(-1) ?? 0) + 1]];
  if (!first?.starts || (after && !after.starts)) return false;
  return block.length > 1 || first.box.x0 - margin >= (first.advance ?? 0);
}

/** By the place of a line, the number of the listing that it belongs to; undefined for other lines. */
export function listingsOf(lines: readonly TextLine[]): (number | undefined)[] {
  const found: (number | undefined)[] = lines.map(() => undefined);
  const margin = lines.reduce(
    (left, { box, advance }) => (advance === undefined ? Math.min(left, box.x0) : left),
    Infinity,
  );
  for (const [number, block] of blocksOf(lines).entries()) {
    if (block.length < SURELY && !isApart(block, lines, margin)) continue;
    for (const place of block) found[place] = number;
  }
  return found;
}

/** The text of a monospaced line with the spaces before it. */
function withIndent({ text, box, advance = 0 }: TextLine, left: number): string {
  const spaces = advance > 0 ? Math.round((box.x0 - left) / advance) : 0;
  return ' '.repeat(Math.min(DEEPEST, Math.max(0, spaces))) + text;
}

/** The text of each line as set, listings with their indentation. */
export function textsAsSet(lines: readonly TextLine[]): string[] {
  const texts = lines.map(({ text }) => text);
  for (const block of blocksOf(lines)) {
    const own = block.flatMap((place) => lines[place] ?? []);
    const left = Math.min(...own.map(({ box }) => box.x0));
    for (const [at, place] of block.entries()) {
      const line = own[at];
      if (line) texts[place] = withIndent(line, left);
    }
  }
  return texts;
}

/** The plain text of a page: its lines in reading order, as set. */
export const plainTextOf = (lines: readonly TextLine[]): string => textsAsSet(lines).join('\n');

/** The lines of a listing with their indentation, each ending with the breaks before the next one. */
export function listingTexts(lines: readonly TextLine[]): string[] {
  const left = lines.reduce((least, { box }) => Math.min(least, box.x0), Infinity);
  const steps = lines.slice(1).map((line, at) => line.box.y1 - (lines[at]?.box.y1 ?? 0));
  const pitch = Math.min(upperMedian(steps), STEP.pitch * (lines[0]?.size ?? 0));
  return lines.map((line, at) => {
    const step = steps[at];
    const breaks = step === undefined ? 0 : Math.max(1, Math.round(step / pitch));
    return withIndent(line, left) + '\n'.repeat(breaks);
  });
}
