import type { Work } from '../../core/slices.ts';
import { eachOf, sortedOf } from '../../core/slices-of.ts';
import { hasDotLeaders } from './paragraph-starts.ts';
import type { RawParagraph } from './paragraphs.ts';

/** In parts of the body's size. */
const LARGER = 1.12;
const AS_LARGE = 0.96;
/** Sizes closer than this are one level. */
const SAME_LEVEL = 0.06;
const MAX_LINES = 3;
const MAX_CHARACTERS = 200;
const MAX_LEVEL = 6;
/** If more of a document is bold, bold does not mark headings. */
const MAX_BOLD_PART = 0.3;

export interface Style {
  size: number;
  bold: boolean;
}

interface Body {
  size: number;
  boldTells: boolean;
}

export function styleOf({ lines }: RawParagraph): Style {
  const size = lines.reduce((largest, { line }) => Math.max(largest, line.size), 0);
  return { size, bold: lines.every(({ line }) => line.bold) };
}

/** The size that most characters have, and whether bold letters are an exception. */
export function* bodyOf(paragraphs: readonly RawParagraph[]): Work<Body> {
  const sizes = new Map<number, number>();
  let [bold, all] = [0, 0];
  yield* eachOf(paragraphs, ({ lines }) => {
    for (const { line } of lines) {
      const size = Math.round(line.size * 2) / 2;
      sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
      all += line.text.length;
      if (line.bold) bold += line.text.length;
    }
  });
  const size = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
  return { size, boldTells: bold < MAX_BOLD_PART * all };
}

/**
 * Short, with letters, and larger than the body, or bold if the body is not; neither a bold sentence nor a list of
 * pages.
 */
export function isHeading(paragraph: RawParagraph, body: Body): boolean {
  const text = paragraph.lines.map(({ line }) => line.text).join(' ');
  if (paragraph.lines.length > MAX_LINES || text.length > MAX_CHARACTERS || !/\p{L}{2}|\p{Lo}/u.test(text))
    return false;
  if (hasDotLeaders(text)) return false;
  const { size, bold } = styleOf(paragraph);
  if (size >= LARGER * body.size) return true;
  return bold && body.boldTells && size >= AS_LARGE * body.size && !/[.,;:]$/.test(text);
}

/** Levels by size, the largest first; of equal sizes, bold ranks higher. */
export function* headingLevels(styles: readonly Style[]): Work<(style: Style) => number> {
  const order = yield* sortedOf(styles, (a, b) => b.size - a.size || Number(b.bold) - Number(a.bold));
  const tiers: Style[] = [];
  for (const style of order) {
    const last = tiers.at(-1);
    if (!last || style.bold !== last.bold || style.size < last.size * (1 - SAME_LEVEL)) tiers.push(style);
  }
  return (style) => {
    const tier = tiers.findLastIndex(
      ({ size, bold }) => bold === style.bold && style.size <= size && style.size >= size * (1 - SAME_LEVEL),
    );
    return Math.min(MAX_LEVEL, Math.max(0, tier) + 1);
  };
}
