import type { FormFile } from './block.ts';
import { BlockWriter } from './block-writer.ts';
import { decoded, encodingRemark } from './decoded.ts';

const LIST_ITEM = /^\s*(?:[•◦▪‣*+–-]|\(?\d{1,3}[.)])\s+\S/u;
/** A file whose lines are longer than any typewriter's has a paragraph a line. */
const WIDEST_LINE = 120;
/** Share of paragraphs' lines that end before a wide line could. */
const FEW_BLANKS = 0.02;

/** Whether paragraphs are parted by empty lines; else each line is one. */
function hasBlankLines(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  const blanks = lines.length - filled.length;
  const wide = filled.filter((line) => line.length > WIDEST_LINE).length;
  return blanks > FEW_BLANKS * lines.length && wide < filled.length / 2;
}

/** Plain text: paragraphs between empty lines, or a line each. A form feed begins a page. */
export function readText(bytes: Uint8Array): FormFile {
  const { text, encoding } = decoded(bytes);
  const writer = new BlockWriter();
  for (const [at, part] of text.split('\f').entries()) {
    if (at > 0) writer.breakPage();
    const lines = part.trimEnd().split(/\r\n|[\n\r\u0085\u2028\u2029]/);
    const isWrapped = hasBlankLines(lines);
    for (const line of lines) {
      if (line.trim() === '' || !isWrapped || LIST_ITEM.test(line))
        writer.begin(LIST_ITEM.test(line) ? { kind: 'list', level: 0 } : undefined);
      writer.add(`${line} `);
    }
    writer.begin();
  }
  return { ...writer.end(), metadata: {}, outline: [], remarks: encodingRemark(encoding) };
}
