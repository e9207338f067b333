import type { Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';
import { overlapX } from '../layout/boxes.ts';
import { isChapterLabel, numberedDepth } from './numbering.ts';
import { hasDotLeaders } from './paragraph-starts.ts';
import type { RawParagraph } from './paragraphs.ts';

/** In parts of the body's size. */
const LARGER = 1.12;
const AS_LARGE = 0.96;
const MAX_LINES = 4;
const MAX_CHARACTERS = 200;
/** A sentence of more words is set large, as leads and quotes are. */
const MOST_WORDS_OF_SENTENCE = 11;
/** If more of a document is bold, bold does not mark headings. */
const MAX_BOLD_PART = 0.3;
/** From a line of a heading to the next, in font sizes; a label such as `Chapter 3` may stand further off. */
const NEXT_LINE = 1.5;
const SAME_LINE_SIZE = 0.02;
const NEXT_OF_LABEL = 5;
/** Sizes closer than this are one. */
export const SAME_SIZE = 0.06;

const BULLET = /^(?:[•◦▪‣●○■□–—*·-] |\(?(?:[a-z]|[ivx]{1,5}|\d{1,3})\) |[a-z]\. )/u;
const CAPTION =
  /^(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla|listing|exhibit|chart|algorithm|scheme|plate) ?(?:\d|[A-Z]\.\d|[IVX]+[.:])/i;

export interface Style {
  size: number;
  bold: boolean;
}

interface Body {
  size: number;
  boldTells: boolean;
}

export const rawText = ({ lines }: RawParagraph): string => lines.map(({ line }) => line.text).join(' ');

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

const isLongSentence = (text: string): boolean =>
  /[.!?…]["'”’»)]*$/u.test(text) && text.split(' ').length > MOST_WORDS_OF_SENTENCE;

/**
 * Short, with letters, and larger than the body, or bold if the body is not: no item of a list, no caption, no lead, no
 * line of contents, and if it is only bold no sentence.
 */
export function isHeading(paragraph: RawParagraph, body: Body): boolean {
  const text = rawText(paragraph);
  if (paragraph.lines.length > MAX_LINES || text.length > MAX_CHARACTERS || !/\p{L}{2}|\p{Lo}/u.test(text))
    return false;
  if (hasDotLeaders(text) || BULLET.test(text) || CAPTION.test(text) || isLongSentence(text)) return false;
  const { size, bold } = styleOf(paragraph);
  if (size >= LARGER * body.size) return true;
  return bold && body.boldTells && size >= AS_LARGE * body.size && !/[.,;:]$/.test(text);
}

/** Whether a heading is the next line of the one before it, or the title of its label. */
function isRest(heading: RawParagraph, next: RawParagraph): boolean {
  const [last, first] = [heading.lines.at(-1), next.lines[0]];
  if (!last || !first || last.page !== first.page || last.line.angle !== first.line.angle) return false;
  const step = (first.line.box.y1 - last.line.box.y1) / Math.max(last.line.size, first.line.size);
  if (step <= 0) return false;
  if (isChapterLabel(rawText(heading)) && numberedDepth(rawText(next)) === 0) return step <= NEXT_OF_LABEL;
  const [a, b] = [styleOf(heading), styleOf(next)];
  const alike = a.bold === b.bold && Math.abs(a.size / b.size - 1) < SAME_LINE_SIZE;
  const below = overlapX(last.line.box, first.line.box) > 0;
  return alike && below && step <= NEXT_LINE && numberedDepth(rawText(next)) === 0;
}

/**
 * The paragraphs with headings of several lines as one. @param headings those that are; grows and shrinks with them
 */
export function joinedHeadings<T extends RawParagraph>(
  paragraphs: readonly T[],
  headings: ReadonlySet<T>,
): T[] {
  const joined: T[] = [];
  for (const paragraph of paragraphs) {
    const last = joined.at(-1);
    const goesOn = last && headings.has(last) && headings.has(paragraph) && isRest(last, paragraph);
    if (goesOn && last.lines.length + paragraph.lines.length <= MAX_LINES)
      last.lines.push(...paragraph.lines);
    else joined.push(paragraph);
  }
  return joined;
}
