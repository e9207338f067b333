import type { FormFile } from '../block.ts';
import { BlockWriter, headingStyle, PLAIN } from '../block-writer.ts';
import { HtmlLists } from '../lists/html-lists.ts';
import { WordBullets } from '../lists/word-bullets.ts';
import { FormulaTree } from '../math/formula-tree.ts';
import { mathmlText } from '../math/mathml.ts';
import type { Attributes } from '../zip/xml-events.ts';
import {
  BLOCKS,
  headingLevel,
  isAround,
  isBacklink,
  isHidden,
  isMain,
  isNote,
  isNoteList,
  SKIPPED,
} from './element-rules.ts';
import { HtmlNotes } from './html-notes.ts';
import { HtmlTables, isTableElement, type TableElement } from './html-tables.ts';
import { LeftOut } from './left-out.ts';
import { isOfficeNote } from './office-notes.ts';
import { type Open, OpenElements } from './open-elements.ts';
import { PageHead } from './page-head.ts';
import { PageMarks } from './page-marks.ts';
import { Regions } from './page-regions.ts';

const SHIFTS = { sup: 'raised', sub: 'lowered' } as const;

/** Turns elements of HTML into blocks. */
export class HtmlWriter {
  readonly #writer = new BlockWriter();
  readonly #open = new OpenElements();
  readonly #head = new PageHead();
  readonly #lists = new HtmlLists(this.#head.numbers);
  readonly #bullets = new WordBullets({
    item: (depth, prefix) => this.#writer.begin({ kind: 'list', level: 0, depth, prefix }),
    text: (text) => this.#writer.add(text),
  });
  readonly #regions: Regions;
  #formula: FormulaTree | null = null;
  #onId: ((id: string) => void) | undefined;
  readonly #leftOut = new LeftOut();
  /** Line breaks since the last text. */
  #breaks = 0;
  readonly #notes: HtmlNotes;
  readonly #tables: HtmlTables;
  readonly #pageMarks = new PageMarks(this.#writer);

  constructor({ isWhole }: { isWhole: boolean }) {
    this.#regions = new Regions(this.#writer, isWhole);
    this.#notes = new HtmlNotes(this.#writer, this.#regions);
    this.#tables = new HtmlTables(this.#writer);
  }

  get writer(): BlockWriter {
    return this.#writer;
  }

  /**
   * A file of a book begins: a page. @param onId is told of each id, where it stands
   * @param fileOf number of the file that a link leads to
   */
  beginFile(number: number, onId: (id: string) => void, fileOf: (href: string) => number | undefined): void {
    this.#onId = onId;
    this.#notes.fileOf = fileOf;
    this.#writer.breakPage();
    this.#regions.beginFile(number);
  }

  endFile(): void {
    this.#open.closeAll();
    this.#head.hiding.clear();
  }

  open(name: string, attributes: Attributes): void {
    if (this.#formula) {
      this.#formula.open(name, attributes);
      return;
    }
    const open = this.#open.begin(name);
    if (name === 'style') open.onClose.push(this.#head.beginStyles());
    if (name === 'title') this.#beginTitle(open);
    if (name === 'meta') this.#head.meta(attributes);
    if (name === 'head') return;
    if (isHidden(name, attributes, this.#head.hiding)) open.onClose.push(this.#leftOut.begin('hidden'));
    else if (SKIPPED.has(name) || isBacklink(attributes)) {
      if (name === 'svg' && !this.#leftOut.isAny) this.#drawing(attributes);
      open.onClose.push(this.#leftOut.begin('skipped'));
    }
    if (this.#leftOut.isAny) return;
    this.#begin(name, attributes, open);
    if (attributes['id'] !== undefined) this.#onId?.(attributes['id']);
  }

  /** A drawing that says what it shows is a picture as one of a file is. */
  #drawing({ 'aria-label': label = '' }: Attributes): void {
    if (label !== '') this.#writer.image(label);
  }

  #beginTitle(open: Open): void {
    open.onClose.push(this.#head.beginTitle(!this.#open.isWithin('svg')));
    open.onClose.push(this.#leftOut.begin('skipped'));
  }

  #begin(name: string, attributes: Attributes, open: Open): void {
    if (isMain(name, attributes)) open.onClose.push(this.#regions.begin('main'));
    else if (isAround(name, attributes) && !isNote(attributes) && !isNoteList(attributes))
      open.onClose.push(this.#regions.begin('around'));
    if (BLOCKS.has(name)) this.#pageMarks.enter();
    const endMark = this.#pageMarks.begin(attributes);
    if (endMark) open.onClose.push(endMark);
    this.#notes.enter(name);
    for (const close of [this.#bullets.enter(name, attributes), this.#notes.begin(name, attributes)])
      if (close) open.onClose.push(close);
    const level = headingLevel(name, attributes);
    if (level !== null) this.#block(open, () => this.#writer.begin(headingStyle(level)));
    else if (name === 'pre') this.#block(open, () => this.#writer.begin({ kind: 'code', level: 0 }));
    else if (name === 'li' || name === 'ul' || name === 'ol') this.#list(name, attributes, open);
    else if (BLOCKS.has(name)) this.#block(open, () => this.#beginPlain());
    else this.#inline(name, attributes, open);
    if (name === 'p') open.onClose.push(this.#bullets.begin(attributes));
  }

  /** The first paragraph of an item is the item. */
  #beginPlain(): void {
    if (!this.#writer.isBare) this.#writer.begin(PLAIN);
  }

  #block(open: Open, begin: () => void): void {
    begin();
    open.onClose.push(() => this.#writer.begin(PLAIN));
  }

  #list(name: string, attributes: Attributes, open: Open): void {
    if (name === 'li') {
      this.#writer.begin(this.#lists.item(attributes['value']));
      open.onClose.push(() => this.#writer.begin(PLAIN));
      return;
    }
    this.#writer.begin(PLAIN);
    this.#lists.open(name === 'ol', attributes);
    const first = this.#writer.blocks.length;
    open.onClose.push(() => {
      this.#writer.begin(PLAIN);
      this.#lists.close(this.#writer.blocks.slice(first));
    });
  }

  #inline(name: string, attributes: Attributes, open: Open): void {
    const { text } = this.#writer;
    if (name === 'br') this.#break();
    else if (name === 'img' || name === 'image') this.#image(attributes);
    else if (name === 'input') this.#input(attributes);
    else if (isTableElement(name)) this.#table(name, attributes, open);
    else if (name === 'a') this.#link(attributes, open);
    else if (name === 'math') this.#formula = new FormulaTree(name);
    else if (name === 'sup' || name === 'sub') {
      text.beginShift(SHIFTS[name]);
      open.onClose.push(() => this.#writer.text.endShift());
      if (name === 'sup') open.onClose.push(this.#notes.raise());
    } else if (name === 'rt') this.#between('（', '）', open);
    else if (name === 'q') this.#between('“', '”', open);
  }

  #image({ alt = '' }: Attributes): void {
    if (!this.#bullets.isBullet) this.#writer.image(alt);
  }

  #between(before: string, after: string, open: Open): void {
    this.#writer.add(before);
    open.onClose.push(() => this.#writer.add(after));
  }

  #input({ type = 'text', checked }: Attributes): void {
    if (/^(?:checkbox|radio)$/i.test(type)) this.#writer.add(checked === undefined ? '☐ ' : '☑ ');
  }

  #table(name: TableElement, attributes: Attributes, open: Open): void {
    const close = this.#tables.begin(name, attributes);
    if (close) open.onClose.push(close);
    else if (name === 'td' || name === 'th') this.#block(open, () => this.#writer.begin(PLAIN));
  }

  #link(attributes: Attributes, open: Open): void {
    const close = this.#notes.anchored(attributes);
    if (close) (this.#open.block(isOfficeNote(attributes)) ?? open).onClose.push(close);
    open.onClose.push(this.#notes.link(attributes));
  }

  /** Two breaks in a row part paragraphs, as an empty line does. */
  #break(): void {
    if (this.#breaks > 0 && !this.#writer.isCode && !this.#writer.isHeading) this.#writer.begin(PLAIN);
    else this.#writer.add('\n');
    this.#breaks += 1;
  }

  text(text: string): void {
    if (this.#formula) this.#formula.text(text);
    else if (this.#head.take(text) || this.#leftOut.take(text)) return;
    else {
      if (text.trim() !== '') {
        this.#breaks = 0;
        this.#open.countText();
      }
      const isTaken = this.#pageMarks.take(text) || this.#bullets.take(text) || this.#notes.take(text);
      if (!isTaken) this.#writer.add(text);
    }
  }

  /** A comment or a declaration, which Word says its conditions in. */
  conditional(text: string): void {
    this.#bullets.conditional(text);
  }

  close(name: string): void {
    if (this.#formula && !this.#formula.close()) return;
    if (this.#formula) this.#writer.add(mathmlText(this.#formula.root));
    this.#formula = null;
    this.#open.close(name);
  }

  /** All that was read. */
  file(): FormFile {
    this.#open.closeAll();
    const { blocks, notes, images, left } = this.#regions.end();
    return {
      blocks,
      notes,
      metadata: this.#head.metadata(),
      outline: [],
      images,
      remarks: this.#leftOut.remarks(left),
    };
  }
}
