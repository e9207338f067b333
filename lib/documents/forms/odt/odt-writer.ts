import { BlockWriter, headingStyle, PLAIN, type Style } from '../block-writer.ts';
import { counted, OdtLists } from '../lists/odt-lists.ts';
import type { Attributes, XmlHandler } from '../zip/xml-events.ts';
import { INDEXES, SHAPES, SKIPPED } from './odt-elements.ts';
import type { OdtHidden } from './odt-hidden.ts';
import { OdtNotes } from './odt-notes.ts';
import { OdtSpans } from './odt-spans.ts';
import type { OdtStyles } from './odt-styles.ts';
import { OdtTables } from './odt-tables.ts';

const MOST_SPACES = 1_000;
const CODE: Style = { kind: 'code', level: 0, joins: true };

interface Held {
  text: string;
  end(text: string): void;
}

/** Turns the elements of an OpenDocument text into blocks (OpenDocument 1.3, part 3, 5 to 9). */
export class OdtWriter implements XmlHandler {
  readonly #styles: OdtStyles;
  readonly writer = new BlockWriter();
  readonly #lists: OdtLists;
  readonly #formulas: ReadonlyMap<string, string>;
  readonly #starts: Readonly<Record<string, (attributes: Attributes) => void>>;
  readonly #ends: Readonly<Record<string, () => void>>;
  /** Numbers that headings have come to. */
  readonly #headings: number[] = [];
  readonly #spans: OdtSpans;
  #skipped = 0;
  #paragraphs = 0;
  #index = 0;
  readonly #notes: OdtNotes;
  /** Text that is kept apart: a comment, an annotation of a ruby, the alternative text of an image. */
  readonly #held: Held[] = [];
  #alt: string | null = null;
  #hasImage = false;
  readonly #tables: OdtTables;
  #isFormula = false;
  #author = '';
  readonly #hidden: OdtHidden;
  insertions = 0;
  deletions = 0;

  /** @param formulas as text, by the places of their objects */
  constructor(styles: OdtStyles, hidden: OdtHidden, formulas: ReadonlyMap<string, string>) {
    this.#styles = styles;
    this.#hidden = hidden;
    this.#formulas = formulas;
    this.#notes = new OdtNotes(this.writer);
    this.#spans = new OdtSpans(this.writer, styles);
    this.#tables = new OdtTables(this.writer);
    this.#lists = new OdtLists((style) => styles.levelsOf(style));
    this.#starts = { ...this.#blockStarts(), ...this.#inlineStarts() };
    this.#ends = this.#allEnds();
  }

  #blockStarts(): Record<string, (attributes: Attributes) => void> {
    const { writer } = this;
    return {
      'text:p': (attributes) => this.#begin(attributes),
      'text:h': (attributes) => this.#begin(attributes, Number(attributes['text:outline-level'] ?? 1) || 1),
      'text:list': (attributes) => {
        writer.begin(PLAIN);
        this.#lists.open(attributes);
      },
      'text:numbered-paragraph': (attributes) => {
        writer.begin(PLAIN);
        this.#lists.openNumbered(attributes);
      },
      'text:list-item': (attributes) => {
        writer.begin(PLAIN);
        this.#lists.openItem(attributes);
      },
      ...Object.fromEntries(INDEXES.map((index) => [index, () => this.#changeIndex(1)])),
      ...this.#tables.starts(),
      ...Object.fromEntries(SHAPES.map((shape) => [shape, () => writer.beginInset()])),
    };
  }

  #inlineStarts(): Record<string, (attributes: Attributes) => void> {
    return {
      'text:s': ({ 'text:c': count = '1' }) =>
        this.#put(' '.repeat(Math.min(MOST_SPACES, Number(count) || 1))),
      'text:tab': () => this.#put('\t'),
      'text:line-break': () => this.#put('\n'),
      'text:span': ({ 'text:style-name': style }) => this.#spans.open(style),
      'text:a': ({ 'xlink:href': url = '' }) => this.writer.text.link(url),
      'text:note': ({ 'text:note-class': kind }) =>
        this.#notes.open(kind === 'endnote' ? 'endnote' : 'footnote'),
      'text:note-citation': () => this.#hold((text) => this.#notes.mark(text.trim())),
      'text:note-body': () => this.#notes.begin(),
      'draw:object': ({ 'xlink:href': place = '' }) => this.#putFormula(this.#formulas.get(place)),
      'office:annotation': () => this.#openComment(),
      'dc:creator': () =>
        this.#hold((text) => {
          this.#author = text.trim();
        }),
      'dc:date': () => this.#hold(() => undefined),
      'text:ruby-text': () => this.#hold((text) => this.writer.add(`（${text}）`)),
      'draw:image': () => {
        this.#alt ??= '';
        this.#hasImage = true;
      },
      'text:change-start': () => {
        this.insertions += 1;
      },
    };
  }

  #allEnds(): Record<string, () => void> {
    const { writer } = this;
    return {
      'text:p': () => this.#end(),
      'text:h': () => this.#end(),
      'text:list': () => {
        this.#lists.close();
        writer.begin(PLAIN);
      },
      'text:numbered-paragraph': () => {
        this.#lists.close();
        writer.begin(PLAIN);
      },
      'text:list-item': () => {
        this.#lists.closeItem();
        writer.begin(PLAIN);
      },
      ...Object.fromEntries(INDEXES.map((index) => [index, () => this.#changeIndex(-1)])),
      ...this.#tables.ends(),
      ...Object.fromEntries(SHAPES.map((shape) => [shape, () => writer.endInset()])),
      'draw:frame': () => {
        if (this.#hasImage && !this.#isFormula) writer.image(this.#alt ?? '');
        else if (this.#alt && !this.#isFormula) writer.aside('image', this.#alt);
        this.#alt = null;
        this.#hasImage = this.#isFormula = false;
      },
      'text:span': () => this.#spans.close(),
      'text:note-citation': () => this.#release(),
      'text:note-body': () => writer.endNote(),
      'office:annotation': () => this.#release(),
      'dc:creator': () => this.#release(),
      'dc:date': () => this.#release(),
      'text:ruby-text': () => this.#release(),
    };
  }

  open(name: string, attributes: Attributes): void {
    if (this.#hidden.open(name, attributes)) return;
    if (this.#skipped > 0) {
      this.#skipped += 1;
      if (name === 'text:deletion') this.deletions += 1;
      return;
    }
    if (name === 'svg:desc' || name === 'svg:title') {
      this.#hold((text) => {
        if (!this.#alt || name === 'svg:desc') this.#alt = text.trim() || this.#alt;
      });
      return;
    }
    if (SKIPPED.has(name)) this.#skipped = 1;
    else this.#starts[name]?.(attributes);
  }

  text(text: string): void {
    if (this.#hidden.text(text)) return;
    if (this.#skipped === 0 && (this.#paragraphs > 0 || this.#held.length > 0)) this.#put(text);
  }

  close(name: string): void {
    if (this.#hidden.close(name)) return;
    if (this.#skipped > 0) this.#skipped -= 1;
    else if (name === 'svg:desc' || name === 'svg:title') this.#release();
    else this.#ends[name]?.();
  }

  #changeIndex(by: number): void {
    this.#index += by;
  }

  #begin(attributes: Attributes, level?: number): void {
    this.#paragraphs += 1;
    if (this.#held.length > 0) return;
    const own = this.#styleOf(attributes, level);
    if (own !== PLAIN || !this.writer.isBare) this.writer.begin(own);
  }

  #styleOf(attributes: Attributes, level: number | undefined): Style {
    const style = attributes['text:style-name'];
    const item = this.#lists.paragraph(this.#styles.listOf(style));
    if (level !== undefined) {
      const prefix = item?.prefix ?? this.#headingNumber(level, attributes);
      return { ...headingStyle(level), prefix };
    }
    if (this.#index > 0) return { kind: 'contents', level: 0 };
    if (this.#styles.isTitle(style)) return headingStyle(1);
    if (item) return item;
    return this.#styles.isCode(style) ? CODE : PLAIN;
  }

  #headingNumber(level: number, attributes: Attributes): string {
    const { outline } = this.#styles;
    if (!outline.has(level) || attributes['text:is-list-header'] === 'true') return '';
    const restarts = attributes['text:restart-numbering'] === 'true';
    const given = restarts ? Number(attributes['text:start-value'] ?? 1) || 0 : undefined;
    return counted(this.#headings, level, outline, given);
  }

  #end(): void {
    this.#paragraphs -= 1;
    if (this.#held.length > 0) this.#put(' ');
    else this.writer.begin(PLAIN);
  }

  /** The picture of a formula is none. */
  #putFormula(text: string | undefined): void {
    if (text === undefined) return;
    this.#put(text);
    this.#isFormula = true;
  }

  #openComment(): void {
    this.#author = '';
    this.#hold((text) => {
      const own = text.trim();
      if (own !== '') this.writer.aside('comment', this.#author === '' ? own : `${this.#author}: ${own}`);
    });
  }

  #hold(end: (text: string) => void): void {
    this.#held.push({ text: '', end });
  }

  #release(): void {
    const held = this.#held.pop();
    held?.end(held.text);
  }

  #put(text: string): void {
    const held = this.#held.at(-1);
    if (held) held.text += text;
    else this.writer.add(text);
  }
}
