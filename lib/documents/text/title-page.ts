import { rawText, SAME_SIZE, type Style, styleOf } from './headings.ts';
import { numberedDepth } from './numbering.ts';
import type { RawParagraph } from './paragraphs.ts';

// What is set as large as headings and is none: authors and dates below a title, entries of a table of contents.

const FEWEST_ENTRIES = 3;
const BYLINE = /[@,\d]|^by /i;

const alike = (a: Style, b: Style): boolean => a.bold === b.bold && Math.abs(a.size / b.size - 1) < SAME_SIZE;

/**
 * Paragraphs that follow the title at once, lighter and smaller than it, in a style that no later heading has. A single
 * one above prose may be its heading.
 */
export function bylineOf<T extends RawParagraph>(paragraphs: readonly T[], headings: ReadonlySet<T>): T[] {
  const at = paragraphs.findIndex((one) => headings.has(one));
  const title = paragraphs[at];
  if (!title) return [];
  const { size } = styleOf(title);
  let end = at + 1;
  for (let next = paragraphs[end]; next; next = paragraphs[end]) {
    const own = styleOf(next);
    const before = paragraphs[end - 1] ?? title;
    if (!headings.has(next) && !alike(own, styleOf(before))) break;
    if (own.bold || own.size >= size * (1 - SAME_SIZE) || numberedDepth(rawText(next)) > 0) break;
    end += 1;
  }
  const found = paragraphs.slice(at + 1, end);
  const later = paragraphs
    .slice(end)
    .filter((one) => headings.has(one))
    .map(styleOf);
  const byline = found.filter((one) => !later.some((style) => alike(style, styleOf(one))));
  const [only] = byline;
  const next = paragraphs[end];
  const begins = next !== undefined && next.lines.length > 1;
  return byline.length === 1 && only && begins && !BYLINE.test(rawText(only)) ? [] : byline;
}

interface Entry {
  title: string;
  page: number;
}

function entryOf(text: string): Entry | null {
  const match = /^(.*\p{L}.*?)\s+(\d{1,4})$/su.exec(text.slice(-200));
  return match ? { title: match[1] ?? '', page: Number(match[2]) } : null;
}

/** Headings of one page that end with numbers that rise: entries of its contents; `Step 1`, `Step 2` are none. */
function entriesOn<T extends RawParagraph>(headings: readonly T[]): T[] {
  const found = headings.flatMap((heading) => {
    const entry = entryOf(rawText(heading));
    return entry ? [{ heading, ...entry }] : [];
  });
  const rises = found.every(({ page }, at) => page >= (found[at - 1]?.page ?? 0));
  const titles = new Set(found.map(({ title }) => title));
  return found.length >= FEWEST_ENTRIES && rises && titles.size > 1
    ? found.map(({ heading }) => heading)
    : [];
}

/** Headings that are entries of a table of contents whose page numbers no dots lead to. */
export function contentsIn<T extends RawParagraph>(headings: Iterable<T>): T[] {
  const byPage = Map.groupBy(headings, ({ lines }) => lines[0]?.page ?? 0);
  return [...byPage.values()].flatMap(entriesOn);
}
