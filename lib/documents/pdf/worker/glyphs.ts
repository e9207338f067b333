import type { HiddenCounts, HiddenReason } from '../hidden-reasons.ts';
import type { Style } from '../packed-page.ts';
import type { Box } from '../page.ts';
import { apply, boxOf, type Frame } from './frame.ts';
import type { HiddenText } from './hidden-text.ts';
import { type Character, Joiner } from './joiner.ts';
import { LastPage } from './last-page.ts';
import type { LetterCheck } from './letter-check.ts';
import { isHigh, withinLine } from './line-box.ts';
import type { Pdfium } from './pdfium.ts';
import { Refused } from './refused.ts';
import type { RunWriter } from './run-writer.ts';
import { type Tags, tagOf } from './structure.ts';
import { StyleReader } from './styles.ts';

/** Pages with more are refused: their objects would outgrow the worker. */
const MOST_CHARACTERS = 500_000;
/** PDFium's code for a hyphen at the end of a line. */
const LINE_HYPHEN = 2;
const HYPHEN = 0x2d;

/** Points. Smaller letters are dots to a reader. */
const TINY = 1;

/** The text of a page. */
interface PageText {
  text: number;
  frame: Frame;
  tags: Tags;
  hidden: HiddenText;
  /** What is known of the fonts; of an appearance nothing is. */
  fonts?: LastPage;
  /** Is shown each character that the page shows. */
  check?: LetterCheck;
  /** Fonts whose characters are left out. */
  broken?: ReadonlyMap<number, unknown>;
}

function lookOf({ styles }: RunWriter, style: number): Style {
  const look = styles[style];
  if (!look) throw new RangeError(`There is no style ${style}.`);
  return look;
}

const isLineEnd = (code: number): boolean => code === 0x0a || code === 0x0d;
const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0xa0;

/**
 * Writes the characters that a page shows in the order of its content, with the spaces and line ends that PDFium sees.
 * @returns how many are not shown
 */
export function writeCharacters(pdfium: Pdfium, page: PageText, writer: RunWriter): HiddenCounts {
  const { text, frame, hidden, check, broken, fonts = new LastPage(pdfium) } = page;
  const count = characterCount(pdfium, text);
  const reader = new StyleReader(pdfium, { text, page: frame.matrix, styles: writer.styles, fonts });
  const joiner = new Joiner(writer);
  const character: Character = { code: 0, box: { x0: 0, y0: 0, x1: 0, y1: 0 }, object: 0, tag: undefined };
  const counts: HiddenCounts = {};
  const write = (index: number, code: number): void => {
    const style = reader.at(index);
    const look = lookOf(writer, style);
    const box = boxAt(pdfium, text, index, frame, look);
    const reason = hidden.get(index) ?? reasonOf(box, look, frame);
    if (reason) {
      counts[reason] = (counts[reason] ?? 0) + 1;
      joiner.endLine();
      return;
    }
    if (broken && reader.drawnBy !== 0 && broken.has(pdfium.call.fontOf(reader.drawnBy))) {
      joiner.endLine();
      return;
    }
    check?.see(index, code, reader.drawnBy, look.font);
    character.code = code === LINE_HYPHEN ? HYPHEN : code;
    character.box = box;
    if (reader.object !== character.object) character.tag = tagOf(pdfium, reader.object, page.tags);
    character.object = reader.object;
    if (joiner.add(character, style, look))
      joiner.setBaseline(baselineAt(pdfium, text, index, { frame, look }));
  };
  for (let index = 0; index < count; index++) {
    const code = pdfium.call.unicode(text, index);
    if (isLineEnd(code)) joiner.endLine();
    else if (isSpace(code)) joiner.addSpace();
    else if (isCharacter(code)) write(index, code);
    else if (check && !hidden.has(index)) {
      const { font } = lookOf(writer, reader.at(index));
      check.see(index, code, reader.drawnBy, font);
    }
  }
  joiner.finish();
  return counts;
}

function reasonOf({ x0, y0, x1, y1 }: Box, { fontSize }: Style, frame: Frame): HiddenReason | undefined {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  if (x < 0 || y < 0 || x > frame.width || y > frame.height) return 'outside';
  return fontSize < TINY && Math.max(x1 - x0, y1 - y0) < TINY ? 'tiny' : undefined;
}

function isCharacter(code: number): boolean {
  return code === LINE_HYPHEN || (code > 0x20 && code < 0x110000 && code !== 0xfffe);
}

function characterCount({ call }: Pdfium, text: number): number {
  const count = call.countCharacters(text);
  if (count <= MOST_CHARACTERS) return count;
  const message = `The page has ${count} characters; at most ${MOST_CHARACTERS} are read.`;
  throw new Refused('pdf_page_failed', message);
}

/** NaN for text at an angle and for what PDFium inserts. */
function baselineAt(
  { call, heap }: Pdfium,
  text: number,
  index: number,
  { frame: { matrix }, look: { angle } }: { frame: Frame; look: Style },
): number {
  if (angle % 90 !== 0 || call.origin(text, index, heap.out, heap.out + 8) === 0) return Number.NaN;
  const [x, y] = apply(matrix, heap.double(0), heap.double(1));
  return angle % 180 === 0 ? y : x;
}

// Called for each character: without an object for its arguments.
function boxAt({ call, heap }: Pdfium, text: number, index: number, { matrix }: Frame, look: Style): Box {
  call.looseBox(text, index, heap.out);
  const box = boxOf(matrix, heap.float(0), heap.float(3), heap.float(2), heap.float(1));
  if (!isHigh(box, look) || call.origin(text, index, heap.out, heap.out + 8) === 0) return box;
  return withinLine(box, look, ...apply(matrix, heap.double(0), heap.double(1)));
}
