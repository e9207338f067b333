import type { Style } from '../packed-page.ts';
import type { Box } from '../page.ts';
import { apply, boxOf, type Frame } from './frame.ts';
import { Joiner } from './joiner.ts';
import { isHigh, withinLine } from './line-box.ts';
import type { Pdfium } from './pdfium.ts';
import { Refused } from './refused.ts';
import type { RunWriter } from './run-writer.ts';
import { StyleReader } from './styles.ts';

/** Pages with more are refused: their objects would outgrow the worker. */
const MOST_CHARACTERS = 500_000;
/** PDFium's code for a hyphen at the end of a line. */
const LINE_HYPHEN = 2;
const HYPHEN = 0x2d;

/** Writes the characters of a page in the order of its content, with the spaces and line ends that PDFium sees. */
export function writeCharacters(pdfium: Pdfium, text: number, frame: Frame, writer: RunWriter): void {
  const { call } = pdfium;
  const count = characterCount(pdfium, text);
  const { styles } = writer;
  const reader = new StyleReader(pdfium, { text, page: frame.matrix, styles });
  const joiner = new Joiner(writer);
  const add = (code: number, index: number): void => {
    const style = reader.at(index);
    const look = styles[style];
    if (!look) throw new RangeError(`There is no style ${style}.`);
    const place = { frame, look };
    joiner.startObject(reader.object);
    const begins = joiner.add(code, boxAt(pdfium, text, index, place), style, look);
    if (begins) joiner.setBaseline(baselineAt(pdfium, text, index, place));
  };
  for (let index = 0; index < count; index++) {
    const code = call.unicode(text, index);
    if (code === 0x0a || code === 0x0d) joiner.endLine();
    else if (code === 0x20 || code === 0x09 || code === 0xa0) joiner.addSpace();
    else if (isCharacter(code)) add(code === LINE_HYPHEN ? HYPHEN : code, index);
  }
  joiner.finish();
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

function boxAt(
  { call, heap }: Pdfium,
  text: number,
  index: number,
  { frame: { matrix }, look }: { frame: Frame; look: Style },
): Box {
  call.looseBox(text, index, heap.out);
  const box = boxOf(matrix, heap.float(0), heap.float(3), heap.float(2), heap.float(1));
  if (!isHigh(box, look) || call.origin(text, index, heap.out, heap.out + 8) === 0) return box;
  return withinLine(box, look, ...apply(matrix, heap.double(0), heap.double(1)));
}
