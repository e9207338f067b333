import { RowJoiner, type TablePart } from '../tables/joined-rows.ts';
import { columnsOf, headRows } from '../tables/table-rows.ts';
import { align } from './align.ts';
import type { Block, FigureBlock, ParagraphBlock, TableBlock } from './blocks.ts';
import { escapedWithin } from './escaped.ts';
import { altText, type ImageOf, NO_IMAGES } from './figure-image.ts';
import { paragraphMarkdown } from './markdown.ts';
import { type Marked, unmarked } from './marked.ts';
import type { Chains, PlacedTable } from './table-chains.ts';
import { type TableForm, tableEnd, tableRow, tableTop } from './table-markdown.ts';

interface OpenTable {
  form: TableForm;
  joiner: RowJoiner;
}

/** How blocks are written. */
export interface BlockForm {
  paragraph(block: ParagraphBlock, imageOf: ImageOf): Marked;
  figure(block: FigureBlock, imageOf: ImageOf): string;
  /** Whether every table is an HTML table, not only those whose cells span others. */
  htmlTables: boolean;
}

function markdownFigure(block: FigureBlock, imageOf: ImageOf): string {
  const url = imageOf(block);
  return url === null ? '' : `![${escapedWithin(altText(block.figure))}](${url})\n\n`;
}

function markdownParagraph({ id, paragraph, captioned }: ParagraphBlock, imageOf: ImageOf): Marked {
  const above = (captioned ?? []).map((each) => markdownFigure(each, imageOf)).join('');
  const text = above + paragraphMarkdown(paragraph);
  const aligned = align(paragraph.text, text.slice(above.length));
  const places = (at: number) => above.length + aligned(at);
  const spans = paragraph.lines.map(({ at, page, box }, line) => {
    const end = paragraph.lines[line + 1]?.at ?? paragraph.text.length;
    return { start: places(at), end: places(end), id, page, box };
  });
  return { text: `${text}\n\n`, spans };
}

const MARKDOWN: BlockForm = { paragraph: markdownParagraph, figure: markdownFigure, htmlTables: false };

const spans = ({ table: { rows } }: TableBlock): boolean =>
  rows.some((row) => row.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1));

/**
 * Writes blocks as Markdown, or in another form. A table over several pages is one: what stands between its parts, such as notes at the
 * foot of the page, comes after it.
 */
export class MarkdownWriter {
  readonly #chains: Chains;
  readonly #form: BlockForm;
  readonly #imageOf: ImageOf;
  #open: OpenTable | null = null;
  #waiting: Marked[] = [];

  constructor(chains: Chains, imageOf: ImageOf = NO_IMAGES, form: BlockForm = MARKDOWN) {
    this.#chains = chains;
    this.#imageOf = imageOf;
    this.#form = form;
  }

  *write(block: Block): Generator<Marked> {
    if ('table' in block) yield* this.#table(block);
    else if ('figure' in block) yield* this.note(this.#form.figure(block, this.#imageOf));
    else yield* this.#put(this.#form.paragraph(block, this.#imageOf));
  }

  /** What stands between blocks. */
  *note(text: string): Generator<Marked> {
    yield* this.#put(unmarked(text));
  }

  *#put(piece: Marked): Generator<Marked> {
    if (this.#open) this.#waiting.push(piece);
    else yield piece;
  }

  *#table(block: TableBlock): Generator<Marked> {
    const parts = this.#chains.of({ page: block.page, table: block.number })?.parts ?? [];
    const at = parts.findIndex(({ page, table }) => page === block.page && table === block.number);
    const part = this.#partOf(block, parts, at);
    const isLast = at === parts.length - 1;
    if (at <= 0 || !this.#open) {
      yield* this.end();
      this.#open = yield* this.#begun(block, part, parts);
    }
    const { form, joiner } = this.#open;
    for (const row of joiner.take(part)) yield tableRow(form, row);
    if (isLast) yield* this.end();
  }

  #partOf({ id, page, table }: TableBlock, parts: readonly PlacedTable[], at: number): TablePart {
    const { heads, split } = parts[at]?.continues ?? { heads: headRows(table), split: false };
    return { id, page, table, heads, split, cut: parts[at + 1]?.continues?.split ?? false };
  }

  *#begun(block: TableBlock, part: TablePart, parts: readonly PlacedTable[]): Generator<Marked, OpenTable> {
    const spanning = this.#form.htmlTables || spans(block) || parts.some((each) => each.spanning);
    const form = { columns: columnsOf(block.table), spanning };
    const names = { ...part, table: { rows: block.table.rows.slice(0, part.heads) }, heads: 0, cut: false };
    yield tableTop(form, new RowJoiner().take(names));
    return { form, joiner: new RowJoiner() };
  }

  /** Closes an open table; what waited for it comes after. */
  *end(): Generator<Marked> {
    if (!this.#open) return;
    yield tableEnd(this.#open.form);
    this.#open = null;
    yield* this.#waiting.splice(0);
  }
}
