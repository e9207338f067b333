import type { Work } from '../../core/slices.ts';
import { eachOf, flatMapOf } from '../../core/slices-of.ts';
import type { PageText, TextLine } from './page-text.ts';

export interface RepeatedLine {
  /** Its text in lower case, with numbers as `#`. */
  pattern: string;
  /** Pages that have it, in order. */
  pages: number[];
}

export interface RepeatedLines {
  patterns: RepeatedLine[];
  /** Places in `PageText.lines`, by page. */
  byPage: ReadonlyMap<number, ReadonlySet<number>>;
}

/** The part of a page needed here, small enough to hold for any document. */
export type PageEdges = Pick<PageText, 'page' | 'height' | 'lines' | 'inTables'>;

const EDGE = 0.12;
const LINES_AT_EDGE = 4;
const MIN_PAGES = 3;
/** Largest distance of pages: left and right pages may differ, and the first page of a chapter may have none. */
const NEAR = 3;
const MAX_CHARACTERS = 200;
/** Points within which two lines are at one height. */
const SAME_HEIGHT = 2;
const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

interface Seen {
  page: number;
  line: number;
  /** Printed number minus page number, if the line holds exactly one number. */
  offset: number | null;
}

const isAtEdge = (line: TextLine, height: number): boolean =>
  line.box.y1 <= EDGE * height || line.box.y0 >= (1 - EDGE) * height;

/** The outermost lines at the top and the bottom; rows of tables are none. */
function edgeLines({ lines, height, inTables }: PageEdges): { place: number; line: TextLine }[] {
  const edge = lines
    .map((line, place) => ({ line, place }))
    .filter(({ line, place }) => !inTables?.has(place) && line.text.length <= MAX_CHARACTERS)
    .filter(({ line }) => isAtEdge(line, height))
    .sort((a, b) => a.line.box.y0 - b.line.box.y0 || a.place - b.place);
  const top = edge.filter(({ line }) => line.box.y1 <= EDGE * height).slice(0, LINES_AT_EDGE);
  const bottom = edge.filter(({ line }) => line.box.y1 > EDGE * height).slice(-LINES_AT_EDGE);
  return [...top, ...bottom];
}

function romanValue(text: string): number | null {
  if (!/^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/i.test(text) || text === '')
    return null;
  const values = [...text.toLowerCase()].map((digit) => ROMAN[digit] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

/** The only number of a line that has no words; null for other lines. */
function loneNumber(text: string): number | null {
  const bare = text.replaceAll(/[^\p{L}\p{N}]+/gu, '');
  if (/^\d{1,6}$/.test(bare)) return Number(bare);
  return romanValue(bare);
}

const patternOf = (text: string): string =>
  (romanValue(text.trim()) === null ? text : '#')
    .toLowerCase()
    .replaceAll(/\p{Nd}+/gu, '#')
    .trim();

/** Pages that have another of them nearby. @param pages in order */
function nearOthers(pages: readonly number[]): Set<number> {
  const near = (a: number | undefined, b: number): boolean => a !== undefined && Math.abs(a - b) <= NEAR;
  return new Set(pages.filter((page, at) => near(pages[at - 1], page) || near(pages[at + 1], page)));
}

/**
 * Sightings confirmed by others: on nearby pages, and for bare numbers with the same offset, as page numbers have.
 */
function confirmed<T extends Seen>(seen: readonly T[]): T[] {
  return [...Map.groupBy(seen, ({ offset }) => offset).values()].flatMap((group) => {
    const pages = [...new Set(group.map(({ page }) => page))].sort((a, b) => a - b);
    if (pages.length < MIN_PAGES) return [];
    const near = nearOthers(pages);
    return group.filter(({ page }) => near.has(page));
  });
}

interface Sighting extends Seen {
  key: string;
  pattern: string;
  /** Where a number alone on its line stands: edge and height; null for other lines. */
  numberAt: string | null;
}

/** The number at the start or end of a line of words, as in running heads; null if there is none. */
function pageNumberIn(text: string): number | null {
  const digits = /^(\d{1,5})\s|\s(\d{1,5})$/.exec(text);
  return digits ? Number(digits[1] ?? digits[2]) : null;
}

/** A line counts by its text; if it holds a page number, also by its height on the page, whatever its text. */
function sightingsOn(edges: PageEdges): Sighting[] {
  const { page, height } = edges;
  return edgeLines(edges).flatMap(({ place, line }) => {
    const pattern = patternOf(line.text);
    const edge = line.box.y0 < height / 2 ? 'top' : 'bottom';
    const lone = loneNumber(line.text);
    const level = Math.round(line.box.y1 / SAME_HEIGHT);
    const common = { page, line: place, pattern, numberAt: lone === null ? null : `${edge} ${level}` };
    const byText = { ...common, key: `${edge} ${pattern}`, offset: lone === null ? null : lone - page };
    const number = lone === null ? pageNumberIn(line.text) : null;
    if (number === null) return [byText];
    const key = `${edge} at ${level}`;
    return [byText, { ...common, key, offset: number - page }];
  });
}

/**
 * Headers, footers and page numbers: lines at the edge that recur, digits aside, on at least three nearby pages. A
 * bare number counts only if it rises with the pages; other lines with such a number at the same height are running
 * heads.
 */
export function* repeatedLines(pages: readonly PageEdges[]): Work<RepeatedLines> {
  const byPattern = new Map<string, Set<number>>();
  const byPage = new Map<number, Set<number>>();
  const sightings = yield* flatMapOf(pages, sightingsOn);
  const numbersAt = new Set<string>();
  const add = ({ page, line, pattern, numberAt }: Sighting): void => {
    byPage.set(page, (byPage.get(page) ?? new Set()).add(line));
    byPattern.set(pattern, (byPattern.get(pattern) ?? new Set()).add(page));
    if (numberAt) numbersAt.add(numberAt);
  };
  yield* eachOf(Map.groupBy(sightings, ({ key }) => key).values(), (seen) => {
    for (const each of confirmed(seen)) add(each);
  });
  // The front matter may have one page or two: its number stands where those of the other pages do.
  yield* eachOf(sightings, (each) => {
    if (each.numberAt && numbersAt.has(each.numberAt)) add(each);
  });
  const patterns = [...byPattern].map(([pattern, on]) => ({ pattern, pages: [...on].sort((a, b) => a - b) }));
  return { patterns, byPage };
}
