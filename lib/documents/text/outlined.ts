import type { Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';
import type { OutlineEntry } from '../pdf/document-info.ts';
import { rawText } from './headings.ts';
import type { RawParagraph } from './paragraphs.ts';

/** Fewer entries that name places do not make an outline. */
const FEWEST = 2;
const LONGEST = 300;
const MAX_LINES = 4;
/** Pages after the one that an entry names: a title may begin on the next. */
const PAGES = 1;

/** Letters and digits alone: numbers and quotes differ between an outline and a page. */
export const bare = (text: string): string =>
  text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Whether a paragraph is what an entry names, with or without its number. */
function isNamed(text: string, title: string): boolean {
  if (title === '' || text === '') return false;
  return (
    text === title ||
    (text.endsWith(title) && text.length - title.length <= 16) ||
    (title.endsWith(text) && title.length - text.length <= 8)
  );
}

/**
 * The levels of paragraphs that the file's outline names, each entry the first of its page, or the next, that has its
 * title; none if fewer than half of its entries are found.
 * @param candidates paragraphs that may be headings
 */
export function* outlinedIn<T extends RawParagraph>(
  candidates: readonly T[],
  outline: readonly OutlineEntry[],
): Work<Map<T, number>> {
  const byPage = Map.groupBy(
    candidates.filter(({ lines }) => lines.length <= MAX_LINES),
    ({ lines }) => lines[0]?.page ?? 0,
  );
  const texts = new Map<T, string>();
  const textOf = (one: T): string => {
    const known = texts.get(one) ?? bare(rawText(one));
    texts.set(one, known);
    return known;
  };
  const levels = new Map<T, number>();
  let entries = 0;
  yield* eachOf(outline, ({ title, level, page }) => {
    if (page === undefined) return;
    entries += 1;
    const own = bare(title);
    const near = Array.from({ length: PAGES + 1 }, (_, at) => byPage.get(page + at) ?? []).flat();
    const found = near.find((one) => !levels.has(one) && isNamed(textOf(one), own));
    if (found) levels.set(found, level);
  });
  return levels.size >= FEWEST && levels.size * 2 >= entries ? levels : new Map();
}
