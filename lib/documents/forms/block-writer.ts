import type { Block, BlockPart, TableBlock, TextBlock } from './block.ts';
import { CodeJoiner } from './code-joiner.ts';
import { FORM_LIMITS } from './limits.ts';
import { tooLarge, tooManyParagraphs } from './refused.ts';
import { TableMaker } from './table-maker.ts';
import { TextMaker } from './text-maker.ts';

/** What the next paragraph is. */
export type Style = Pick<TextBlock, 'kind' | 'level' | 'depth' | 'part'> & {
  /** Text before its own, such as the number of an item. */
  prefix?: string;
  /** Of code: it is one with the code right before it, which joins too, as a line a paragraph. */
  joins?: boolean;
};

export const PLAIN: Style = { kind: 'text', level: 0 };
/** Levels of headings that Markdown has. */
const DEEPEST_HEADING = 6;
/** Each level of an item costs every output an indentation. */
const DEEPEST_ITEM = 20;

export const headingStyle = (level: number): Style => ({
  kind: 'heading',
  level: Math.max(1, Math.min(DEEPEST_HEADING, level)),
});

/** How much of a note's text is its mark, where that is a sign such as `*`, which the file writes before the note too. */
function ownMark(text: string, mark: string): number {
  if (!/^[^\p{L}\p{N}]+$/u.test(mark) || !text.startsWith(mark)) return 0;
  return text.length - text.slice(mark.length).trimStart().length;
}

/** The first paragraph of a note, behind its mark. */
function noted(block: TextBlock, { key, mark }: { key: string; mark: string }): TextBlock {
  const head = `${mark} `;
  const own = ownMark(block.text, mark);
  const marks = block.marks.map((each) => ({ ...each, at: each.at + head.length - own }));
  return { ...block, text: head + block.text.slice(own), marks, note: { mark, key, length: head.length } };
}

/** Writes the blocks of a document as a reader meets them, within the limits. */
export class BlockWriter {
  readonly blocks: Block[] = [];
  readonly notes = new Map<string, TextBlock[]>();
  images = 0;
  #maker = new TextMaker();
  #style: Style = PLAIN;
  readonly #tables: TableMaker[] = [];
  #note: { key: string; mark: string } | null = null;
  readonly #suspended: { tables: TableMaker[]; note: { key: string; mark: string } | null }[] = [];
  readonly #insets: { maker: TextMaker; style: Style; asides: TextBlock[] }[] = [];
  /** Asides met within a paragraph or a table, for after it. */
  #asides: TextBlock[] = [];
  readonly #code = new CodeJoiner();
  #characters = 0;
  #count = 0;

  /** Where text goes now: the open cell, else the paragraph. */
  get text(): TextMaker {
    return this.#tables.at(-1)?.text ?? this.#maker;
  }

  get isInTable(): boolean {
    return this.#tables.length > 0;
  }

  /** Whether a paragraph has begun and has no more than its prefix. */
  get isBare(): boolean {
    return !this.isInTable && this.#maker.length <= (this.#style.prefix?.length ?? 0);
  }

  get isHeading(): boolean {
    return this.#style.kind === 'heading' && !this.isInTable;
  }

  get isCode(): boolean {
    return this.#style.kind === 'code' && !this.isInTable;
  }

  /** The code that is open turns out to be a paragraph like others. */
  asPlain(): void {
    const code = this.#maker;
    this.#maker = new TextMaker();
    this.#style = PLAIN;
    this.#maker.add(code.text());
    this.#maker.links.push(...code.links);
  }

  add(text: string): void {
    this.#counted(text.length);
    if (this.isCode) this.text.addCode(text);
    else this.text.add(text);
  }

  #counted(characters: number): void {
    this.#characters += characters;
    if (this.#characters <= FORM_LIMITS.characters) return;
    throw tooLarge(`it has more than ${FORM_LIMITS.characters} characters of text`);
  }

  /** Ends the paragraph, and says what the next one is. In a cell it parts words, and has its number. */
  begin(style: Style = PLAIN): void {
    if (this.isInTable) this.text.add(` ${style.prefix ?? ''}`);
    else {
      this.#end();
      this.#style =
        style.depth === undefined ? style : { ...style, depth: Math.min(DEEPEST_ITEM, style.depth) };
      this.#counted(style.prefix?.length ?? 0);
      if (style.prefix !== undefined) this.#maker.add(style.prefix);
    }
  }

  #end(): void {
    const maker = this.#maker;
    const { prefix = '', joins = false, ...style } = this.#style;
    this.#maker = new TextMaker();
    this.#style = PLAIN;
    const text = style.kind === 'code' ? maker.text().replace(/^\n+/, '') : maker.text();
    const isEmpty = text.trim() === '' || text === prefix.trimEnd();
    const block: TextBlock = { ...style, text, marks: maker.marks, links: maker.links };
    if (joins) {
      if (!this.#code.take(block, isEmpty)) this.#put(block, true);
    } else if (!isEmpty) this.#put(block);
    for (const aside of this.#asides.splice(0)) this.#put(aside);
  }

  #put(block: TextBlock, joins = false): void {
    this.#code.follow(joins ? block : null);
    this.#count += 1;
    if (this.#count > FORM_LIMITS.blocks) throw tooManyParagraphs();
    const note = this.#note;
    const own = note && this.notes.get(note.key);
    if (!note || !own) this.blocks.push({ is: 'text', text: block });
    else own.push(own.length === 0 && note.mark !== '' ? noted(block, note) : block);
  }

  /** What follows, until the inset ends, is set within the paragraph and read before it, such as a text box. */
  beginInset(): void {
    this.#insets.push({ maker: this.#maker, style: this.#style, asides: this.#asides.splice(0) });
    this.#maker = new TextMaker();
    this.#style = PLAIN;
  }

  endInset(): void {
    const outer = this.#insets.pop();
    if (!outer) return;
    if (!this.isInTable) this.#end();
    this.#maker = outer.maker;
    this.#style = outer.style;
    this.#asides.unshift(...outer.asides);
  }

  /** A note that stands where its mark does, within a paragraph or a cell. */
  beginNote(key: string, mark: string): void {
    this.#suspended.push({ tables: this.#tables.splice(0), note: this.#note });
    this.beginInset();
    this.#note = { key, mark };
    this.notes.set(key, []);
  }

  endNote(): void {
    const outer = this.#suspended.pop();
    if (!outer) return;
    this.endInset();
    this.#note = outer.note;
    this.#tables.push(...outer.tables);
  }

  /** Text beside the document's own, after the paragraph or table that it is met in. */
  aside(part: BlockPart, text: string, marks: TextBlock['marks'] = []): TextBlock {
    this.#counted(text.length);
    const maker = new TextMaker();
    maker.add(text);
    const own = maker.text();
    const aside: TextBlock = { kind: 'aside', level: 0, part, text: own, marks, links: [] };
    if (own !== '') this.#asides.push(aside);
    if (!this.isInTable && this.#maker.isEmpty) this.#end();
    return aside;
  }

  image(alt: string): void {
    this.images += 1;
    this.aside('image', alt);
  }

  /** A slide or a chapter begins. */
  breakPage(): void {
    this.#end();
    this.#code.follow(null);
    if (this.blocks.at(-1)?.is !== 'break') this.blocks.push({ is: 'break' });
  }

  /** What follows is the note that marks of this key point to. */
  openNote(key: string, mark: string): void {
    this.#end();
    this.#code.follow(null);
    this.#note = { key, mark };
    this.notes.set(key, []);
  }

  closeNote(): void {
    this.#end();
    this.#note = null;
  }

  openTable(): void {
    if (!this.isInTable) this.#end();
    this.#code.follow(null);
    this.#tables.push(new TableMaker());
  }

  /** The innermost open table. */
  get table(): TableMaker | null {
    return this.#tables.at(-1) ?? null;
  }

  /** A table within a cell becomes text of that cell. */
  closeTable(): void {
    const table = this.#tables.pop()?.table();
    if (!table) return;
    if (this.isInTable || this.#note) this.#flat(table);
    else this.#putTable(table);
    if (!this.isInTable) this.#end();
  }

  /** Text in a table and in none of its cells, such as a caption, stands above it; asides of its cells below. */
  #putTable(table: TableBlock): void {
    const asides = this.#asides.splice(0);
    this.#end();
    this.#asides = asides;
    this.#count += 1;
    this.blocks.push({ is: 'table', table });
  }

  #flat({ rows }: TableBlock): void {
    for (const { text } of rows.flat()) {
      this.#counted(text.length);
      this.text.add(` ${text} `);
    }
  }

  /** All that was written. Tables that were never closed count as far as they came. */
  end(): { blocks: Block[]; notes: ReadonlyMap<string, TextBlock[]>; images: number } {
    while (this.isInTable) this.closeTable();
    this.closeNote();
    return { blocks: this.blocks, notes: this.notes, images: this.images };
  }
}
