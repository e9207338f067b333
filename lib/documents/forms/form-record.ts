import { languageSample } from '../analyses/languages.ts';
import { orderBox } from '../order-box.ts';
import { checkedSize, MOST_OF_PAGE } from '../records/commit-size.ts';
import type { LaidOutPage } from '../records/page-record.ts';
import { type PageBody, packPage } from '../records/stored-page.ts';
import type { Table } from '../tables/table.ts';
import type { TextLine } from '../text/page-text.ts';
import type { NoteReference, Paragraph } from '../text/paragraphs.ts';
import { wordsOf } from '../text/words.ts';
import type { TextBlock } from './block.ts';
import type { FormPage, PageTable } from './form-pages.ts';

const LONGEST_NOTE = 1_000;

interface Written {
  lines: TextLine[];
  tables: Table[];
  given: Paragraph[];
  links: PageBody['links'];
  /** Places in the order taken so far. */
  next: number;
}

const lineAt = (text: string, at: number, starts: boolean): TextLine => ({
  ...{ text, box: orderBox(at), size: 0, bold: false, angle: 0 },
  starts,
});

/** The lines of a listing with their breaks; any other block is one line. */
const linesOf = ({ kind, text }: TextBlock): string[] =>
  kind === 'code' ? (text.match(/[^\n]*\n|[^\n]+$/g) ?? [text]) : [text];

function putText(written: Written, block: TextBlock, page: number): void {
  const { kind, level, text, depth, part, note, links } = block;
  const first = written.next;
  let at = 0;
  const places = linesOf(block).map((line) => {
    const place = { at, page, box: orderBox(written.next) };
    written.lines.push(lineAt(line.trimEnd(), written.next, at === 0));
    written.next += 1;
    at += line.length;
    return place;
  });
  const { y0 } = orderBox(first);
  written.given.push({
    ...{ kind, level, text, page, box: { ...orderBox(first), y0, y1: written.next }, lines: places },
    ...(depth === undefined ? {} : { depth }),
    ...(part === undefined ? {} : { part }),
    ...(note === undefined ? {} : { note: { mark: note.mark, label: note.key, length: note.length } }),
  });
  for (const url of links) written.links.push({ url, box: orderBox(first) });
}

function putTable(written: Written, { rows, headerRows, continues }: PageTable): void {
  const from = written.next;
  const cells = rows.map((row, at) =>
    row.map(({ text, colSpan, rowSpan }) => ({ text, box: orderBox(from + at), colSpan, rowSpan })),
  );
  written.next += Math.max(1, rows.length);
  written.tables.push({
    box: { ...orderBox(from), y1: written.next },
    rows: cells,
    header: headerRows > 0,
    headerRows,
    spanning: cells.some((row) => row.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1)),
    ...(continues ? { continues } : {}),
  });
}

/** Marks of notes that stand on the page, with their text. */
function withReferences({ items }: FormPage, given: readonly Paragraph[]): Paragraph[] {
  const notes = new Map(given.flatMap((own) => (own.note ? [[own.note.label, own] as const] : [])));
  const texts = items.flatMap((item) => ('text' in item ? [item.text] : []));
  return given.map((paragraph, at) => {
    const found = (texts[at]?.marks ?? []).flatMap(({ at: place, length, mark, key }): NoteReference[] => {
      const own = notes.get(key);
      if (!own?.note || own === paragraph) return [];
      const text = own.text.slice(own.note.length, own.note.length + LONGEST_NOTE).trim();
      return [{ at: place, length, mark, label: key, page: own.page, box: own.box, text }];
    });
    return found.length === 0 ? paragraph : { ...paragraph, references: found };
  });
}

/** Images without an alternative text are counted in the report only. */
const imagesOf = ({ items }: FormPage): number =>
  items.filter((item) => 'text' in item && item.text.part === 'image').length;

/**
 * A page of a form as it is stored: its paragraphs as the file marks them, in an order instead of boxes.
 * @throws PermanentError page_too_large
 */
export async function formRecord(content: FormPage, page: number): Promise<LaidOutPage> {
  const written: Written = { lines: [], tables: [], given: [], links: [], next: 0 };
  for (const item of content.items) {
    if ('text' in item) putText(written, item.text, page);
    else putTable(written, item.table);
  }
  const { lines, tables, links } = written;
  const given = withReferences(content, written.given);
  const cells = tables.flatMap(({ rows }) => rows.flat().map(({ text }) => text));
  const texts = [...lines.map(({ text }) => text), ...cells];
  const body: PageBody = { width: 0, height: 0, rotation: 0, lines, links, tables, given };
  return {
    ...{
      page,
      kind: texts.length === 0 ? 'empty' : 'text',
      images: imagesOf(content),
      tables: tables.length,
    },
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    words: wordsOf(texts.join('\n'), 'und').length,
    ocrConfidence: null,
    leftOut: null,
    body: checkedSize(await packPage(body), MOST_OF_PAGE, {
      code: 'page_too_large',
      what: `What page ${page} holds`,
    }),
    sample: languageSample({
      lines: lines.length > 0 ? lines : cells.map((text, at) => lineAt(text, at, true)),
    }),
  };
}
