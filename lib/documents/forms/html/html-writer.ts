import type { Block, FormFile } from '../block.ts';
import { BlockWriter, headingStyle, PLAIN } from '../block-writer.ts';
import {
  BLOCKS,
  hiddenBy,
  isAround,
  isBacklink,
  isHidden,
  isMain,
  isNote,
  isNoteList,
  noteKey,
  noteReference,
  SKIPPED,
} from './element-rules.ts';
import { Lists } from './lists.ts';
import { metaField, Regions } from './page-regions.ts';

type Attributes = Readonly<Record<string, string>>;

interface Open {
  name: string;
  /** Done when the element ends. */
  onClose: (() => void)[];
}

const HEADING = /^h([1-6])$/;
const SHIFTS = { sup: 'raised', sub: 'lowered' } as const;

/** Turns elements of HTML into blocks. */
export class HtmlWriter {
  readonly #writer = new BlockWriter();
  readonly #open: Open[] = [];
  readonly #lists = new Lists();
  readonly #regions: Regions;
  readonly #hiding = new Set<string>();
  readonly #metadata = new Map<string, string>();
  #title = '';
  #styles: string | null = null;
  #isTitle = false;
  /** Elements that are skipped, within each other; what is hidden is counted. */
  #skipped = 0;
  #hidden = 0;
  #hiddenCharacters = 0;
  #noteLists = 0;
  #mark: { key: string; text: string } | null = null;

  constructor({ isWhole }: { isWhole: boolean }) {
    this.#regions = new Regions(this.#writer, isWhole);
  }

  get writer(): BlockWriter {
    return this.#writer;
  }

  /** A file of a book begins: a page, whose notes are its own. */
  beginFile(): void {
    this.#writer.breakPage();
    this.#regions.beginFile();
  }

  endFile(): void {
    this.#closeFrom(0);
    this.#hiding.clear();
  }

  open(name: string, attributes: Attributes): void {
    const open: Open = { name, onClose: [] };
    this.#open.push(open);
    if (name === 'style') this.#beginStyles(open);
    if (name === 'title') this.#beginTitle(open);
    if (name === 'meta') this.#meta(attributes);
    if (name === 'head') return;
    if (isHidden(name, attributes, this.#hiding)) this.#count('hidden', open);
    else if (SKIPPED.has(name) || isBacklink(attributes)) this.#count('skipped', open);
    if (this.#hidden + this.#skipped > 0) return;
    this.#begin(name, attributes, open);
  }

  #count(what: 'hidden' | 'skipped', open: Open): void {
    if (what === 'hidden') this.#hidden += 1;
    else this.#skipped += 1;
    open.onClose.push(() => {
      if (what === 'hidden') this.#hidden -= 1;
      else this.#skipped -= 1;
    });
  }

  #beginStyles(open: Open): void {
    this.#styles = '';
    open.onClose.push(() => {
      for (const name of hiddenBy(this.#styles ?? '')) this.#hiding.add(name);
      this.#styles = null;
    });
  }

  #beginTitle(open: Open): void {
    this.#isTitle = this.#title.trim() === '' && !this.#open.some(({ name: own }) => own === 'svg');
    this.#skipped += 1;
    open.onClose.push(() => {
      this.#isTitle = false;
      this.#skipped -= 1;
    });
  }

  #meta({ name, property = '', content = '' }: Attributes): void {
    const field = metaField(name ?? property);
    if (field && content.trim() !== '') this.#metadata.set(field, content.trim());
  }

  #begin(name: string, attributes: Attributes, open: Open): void {
    if (isMain(name, attributes)) open.onClose.push(this.#regions.begin('main'));
    else if (isAround(name, attributes) && !isNote(attributes) && !isNoteList(attributes))
      open.onClose.push(this.#regions.begin('around'));
    this.#beginNote(name, attributes, open);
    const level = HEADING.exec(name)?.[1];
    if (level !== undefined) this.#block(open, () => this.#writer.begin(headingStyle(Number(level))));
    else if (name === 'pre') this.#block(open, () => this.#writer.begin({ kind: 'code', level: 0 }));
    else if (name === 'li' || name === 'ul' || name === 'ol') this.#list(name, attributes, open);
    else if (BLOCKS.has(name)) this.#block(open, () => this.#beginPlain());
    else this.#inline(name, attributes, open);
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
    open.onClose.push(() => {
      this.#lists.close();
      this.#writer.begin(PLAIN);
    });
  }

  #beginNote(name: string, attributes: Attributes, open: Open): void {
    if (isNoteList(attributes)) {
      this.#noteLists += 1;
      open.onClose.push(() => {
        this.#noteLists -= 1;
      });
    }
    const { id } = attributes;
    const isOne = isNote(attributes) || (this.#noteLists > 0 && (name === 'li' || name === 'aside'));
    if (id === undefined || !isOne) return;
    const close = this.#regions.openNote(noteKey(id));
    if (close) open.onClose.push(close);
  }

  #inline(name: string, attributes: Attributes, open: Open): void {
    const { text } = this.#writer;
    if (name === 'br') this.#writer.add('\n');
    else if (name === 'img' || name === 'image') this.#writer.image(attributes['alt'] ?? '');
    else if (name === 'input') this.#input(attributes);
    else if (name === 'table' || name === 'tr' || name === 'td' || name === 'th')
      this.#table(name, attributes, open);
    else if (name === 'thead') open.onClose.push(this.#regions.beginHead());
    else if (name === 'a') this.#link(attributes, open);
    else if (name === 'sup' || name === 'sub') {
      text.beginShift(SHIFTS[name]);
      open.onClose.push(() => this.#writer.text.endShift());
    } else if (name === 'rt') this.#between('（', '）', open);
    else if (name === 'q') this.#between('“', '”', open);
  }

  #between(before: string, after: string, open: Open): void {
    this.#writer.add(before);
    open.onClose.push(() => this.#writer.add(after));
  }

  #input({ type = 'text', checked }: Attributes): void {
    if (/^(?:checkbox|radio)$/i.test(type)) this.#writer.add(checked === undefined ? '☐ ' : '☑ ');
  }

  #link(attributes: Attributes, open: Open): void {
    const key = noteReference(attributes);
    if (key === null) {
      this.#writer.text.link(attributes['href'] ?? '');
      return;
    }
    const mark = { key, text: '' };
    this.#mark = mark;
    open.onClose.push(() => {
      this.#mark = null;
      this.#regions.mark(this.#writer.text, key, mark.text.trim().replace(/^\[(.*)\]$/, '$1'));
    });
  }

  #table(name: string, { colspan, rowspan }: Attributes, open: Open): void {
    const writer = this.#writer;
    if (name === 'table') {
      writer.openTable();
      open.onClose.push(() => writer.closeTable());
    } else if (name === 'tr') writer.table?.openRow(this.#regions.isHead);
    else if (writer.table) {
      const { table } = writer;
      table.openCell({
        colSpan: Number(colspan ?? 1),
        rowSpan: rowspan === '0' ? Number.MAX_SAFE_INTEGER : Number(rowspan ?? 1),
        isHead: name === 'th',
      });
      open.onClose.push(() => table.closeCell());
    } else this.#block(open, () => writer.begin(PLAIN));
  }

  text(text: string): void {
    if (this.#styles !== null) this.#styles += text;
    else if (this.#isTitle) this.#title += text;
    else if (this.#hidden > 0) this.#hiddenCharacters += text.trim().length;
    else if (this.#skipped > 0) return;
    else if (this.#mark) this.#mark.text += text;
    else this.#writer.add(text);
  }

  close(name: string): void {
    const at = this.#open.findLastIndex((open) => open.name === name);
    if (at >= 0) this.#closeFrom(at);
  }

  #closeFrom(at: number): void {
    for (const { onClose } of this.#open.splice(at).toReversed())
      for (const end of onClose.toReversed()) end();
  }

  /** All that was read. */
  file(): FormFile {
    this.#closeFrom(0);
    const { blocks, notes, images, left } = this.#regions.end();
    const title = this.#title.replaceAll(/\s+/g, ' ').trim();
    const metadata = { ...(title === '' ? {} : { Title: title }), ...Object.fromEntries(this.#metadata) };
    const remarks = [
      ...(left > 0
        ? [`Outside the main content, ${left} characters (navigation, sidebars, footers) are left out.`]
        : []),
      ...(this.#hiddenCharacters > 0
        ? [`${this.#hiddenCharacters} characters in elements that are hidden are left out.`]
        : []),
    ];
    return { blocks: blocks satisfies Block[], notes, metadata, outline: [], images, remarks };
  }
}
