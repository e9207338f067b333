import type { FormFile } from './block.ts';
import { BlockWriter } from './block-writer.ts';
import { checkHeap } from './bounded-heap.ts';
import { decoded, encodingRemark } from './decoded.ts';
import { FORM_LIMITS } from './limits.ts';
import { tooLarge, tooManyParagraphs } from './refused.ts';

const LIST_ITEM = /^\s{0,100}(?:[•◦▪‣*+–-]|\(?\d{1,3}[.)])\s{1,100}\S/u;
/** A line of an item behind its first is set in. */
const HANGING = /^(?: {2}|\t)\s{0,100}\S/;
/** A file whose lines are longer than any typewriter's has a paragraph a line. */
const WIDEST_LINE = 120;
/** Share of paragraphs' lines that end before a wide line could. */
const FEW_BLANKS = 0.02;

/** Whether paragraphs are parted by empty lines; else each line is one. */
function hasBlankLines(lines: readonly string[]): boolean {
  let [filled, wide] = [0, 0];
  for (const line of lines) {
    if (line.trim() === '') continue;
    filled += 1;
    if (line.length > WIDEST_LINE) wide += 1;
  }
  return lines.length - filled > FEW_BLANKS * lines.length && wide < filled / 2;
}

/** Of lines that each begin a paragraph: counted first, since what is written of too many would fill the memory. */
function checkParagraphs(lines: readonly string[]): void {
  let count = 0;
  for (const line of lines) if (line.trim() !== '' && !HANGING.test(line)) count += 1;
  if (count > FORM_LIMITS.blocks) throw tooManyParagraphs();
}

/** The lines between form feeds. @throws PermanentError document_too_large */
function* sheets(text: string): Generator<string[]> {
  let [lines, from, count]: [string[], number, number] = [[], 0, 0];
  for (const { 0: end, index } of text.matchAll(/\r\n|[\n\r\f\u0085\u2028\u2029]/g)) {
    count += 1;
    checkHeap();
    if (count > FORM_LIMITS.lines) throw tooLarge(`it has more than ${FORM_LIMITS.lines} lines`);
    lines.push(text.slice(from, index));
    from = index + end.length;
    if (end !== '\f') continue;
    yield lines;
    lines = [];
  }
  yield [...lines, text.slice(from)];
}

function writeSheet(writer: BlockWriter, lines: readonly string[]): void {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const own = lines.slice(0, last + 1);
  const isWrapped = hasBlankLines(own);
  if (!isWrapped) checkParagraphs(own);
  let isInItem = false;
  for (const line of own) {
    const isItem = LIST_ITEM.test(line);
    const goesOn: boolean = !isItem && (isWrapped || (isInItem && HANGING.test(line)));
    isInItem = isItem || (isInItem && goesOn);
    if (line.trim() === '' || !goesOn) writer.begin(isItem ? { kind: 'list', level: 0 } : undefined);
    writer.add(`${line} `);
  }
  writer.begin();
}

/** Plain text: paragraphs between empty lines, or a line each. A form feed begins a page. */
export function readText(bytes: Uint8Array): FormFile {
  const { text, encoding } = decoded(bytes);
  const writer = new BlockWriter();
  let isFirst = true;
  for (const lines of sheets(text)) {
    if (!isFirst) writer.breakPage();
    isFirst = false;
    writeSheet(writer, lines);
  }
  return { ...writer.end(), metadata: {}, outline: [], remarks: encodingRemark(encoding) };
}
