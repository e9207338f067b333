import { BlockWriter, headingStyle, PLAIN } from '../block-writer.ts';
import { Lists } from '../html/lists.ts';
import type { Attributes, XmlHandler } from '../zip/xml-events.ts';
import type { OdtStyles } from './odt-styles.ts';

/** Deleted text of tracked changes, forms' models, indexes' sources and the bodies of notes are no text in their place. */
const SKIPPED = new Set([
  ...['text:tracked-changes', 'office:forms', 'text:sequence-decls', 'text:note-citation'],
  ...['office:event-listeners', 'text:bookmark', 'text:variable-decls', 'text:user-field-decls'],
  ...['text:table-of-content-source', 'text:illustration-index-source', 'text:alphabetical-index-source'],
  'text:bibliography-source',
]);
const MOST_SPACES = 1_000;

interface Held {
  text: string;
  end(text: string): void;
}

/** Turns the elements of an OpenDocument text into blocks (OpenDocument 1.3, part 3, 5 to 9). */
export class OdtWriter implements XmlHandler {
  readonly #styles: OdtStyles;
  readonly writer = new BlockWriter();
  readonly #lists = new Lists();
  readonly #starts: Readonly<Record<string, (attributes: Attributes) => void>>;
  readonly #ends: Readonly<Record<string, () => void>>;
  /** Style names of the lists that are open. */
  readonly #listStyles: (string | undefined)[] = [];
  /** Of each open span, whether it is shifted and whether it is hidden. */
  readonly #spans: { isShifted: boolean; isHidden: boolean }[] = [];
  #skipped = 0;
  #paragraphs = 0;
  #index = 0;
  #headRows = 0;
  #notes = { footnote: 0, endnote: 0 };
  /** Text that is kept apart: a comment, an annotation of a ruby, the alternative text of an image. */
  readonly #held: Held[] = [];
  #alt: string | null = null;
  #author = '';
  hiddenCharacters = 0;
  insertions = 0;
  deletions = 0;

  constructor(styles: OdtStyles) {
    this.#styles = styles;
    this.#starts = { ...this.#blockStarts(), ...this.#inlineStarts() };
    this.#ends = this.#allEnds();
  }

  #blockStarts(): Record<string, (attributes: Attributes) => void> {
    const { writer } = this;
    return {
      'text:p': (attributes) => this.#begin(attributes),
      'text:h': (attributes) => this.#begin(attributes, Number(attributes['text:outline-level'] ?? 1)),
      'text:list': (attributes) => this.#openList(attributes),
      'text:list-item': ({ 'text:start-value': value }) => writer.begin(this.#lists.item(value)),
      'text:table-of-content': () => {
        this.#index += 1;
      },
      'table:table': () => writer.openTable(),
      'table:table-header-rows': () => {
        this.#headRows += 1;
      },
      'table:table-row': () => writer.table?.openRow(this.#headRows > 0),
      'table:table-cell': (attributes) =>
        writer.table?.openCell({
          colSpan: Number(attributes['table:number-columns-spanned'] ?? 1),
          rowSpan: Number(attributes['table:number-rows-spanned'] ?? 1),
        }),
      'draw:text-box': () => writer.beginInset(),
    };
  }

  #inlineStarts(): Record<string, (attributes: Attributes) => void> {
    return {
      'text:s': ({ 'text:c': count = '1' }) =>
        this.#put(' '.repeat(Math.min(MOST_SPACES, Number(count) || 1))),
      'text:tab': () => this.#put(' '),
      'text:line-break': () => this.#put('\n'),
      'text:span': ({ 'text:style-name': style }) => this.#openSpan(style),
      'text:a': ({ 'xlink:href': url = '' }) => this.writer.text.link(url),
      'text:note': ({ 'text:note-class': kind }) =>
        this.#openNote(kind === 'endnote' ? 'endnote' : 'footnote'),
      'office:annotation': () => this.#openComment(),
      'dc:creator': () =>
        this.#hold((text) => {
          this.#author = text.trim();
        }),
      'dc:date': () => this.#hold(() => undefined),
      'text:ruby-text': () => this.#hold((text) => this.writer.add(`（${text}）`)),
      'draw:image': () => {
        this.#alt ??= '';
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
        this.#listStyles.pop();
        writer.begin(PLAIN);
      },
      'text:list-item': () => writer.begin(PLAIN),
      'text:table-of-content': () => {
        this.#index -= 1;
      },
      'table:table': () => writer.closeTable(),
      'table:table-header-rows': () => {
        this.#headRows -= 1;
      },
      'table:table-cell': () => writer.table?.closeCell(),
      'draw:text-box': () => writer.endInset(),
      'draw:frame': () => {
        if (this.#alt !== null) writer.image(this.#alt);
        this.#alt = null;
      },
      'text:span': () => this.#closeSpan(),
      'text:note-body': () => writer.endNote(),
      'office:annotation': () => this.#release(),
      'dc:creator': () => this.#release(),
      'dc:date': () => this.#release(),
      'text:ruby-text': () => this.#release(),
    };
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipped > 0) {
      this.#skipped += 1;
      if (name === 'text:deletion') this.deletions += 1;
      return;
    }
    if (name === 'svg:desc' || name === 'svg:title') {
      this.#hold((text) => {
        if (this.#alt === null || name === 'svg:desc') this.#alt = text.trim() || this.#alt;
      });
      return;
    }
    if (SKIPPED.has(name)) this.#skipped = 1;
    else this.#starts[name]?.(attributes);
  }

  text(text: string): void {
    if (this.#skipped === 0 && (this.#paragraphs > 0 || this.#held.length > 0)) this.#put(text);
  }

  close(name: string): void {
    if (this.#skipped > 0) this.#skipped -= 1;
    else if (name === 'svg:desc' || name === 'svg:title') this.#release();
    else this.#ends[name]?.();
  }

  #begin({ 'text:style-name': style }: Attributes, level?: number): void {
    this.#paragraphs += 1;
    if (this.#held.length > 0) return;
    if (level !== undefined) this.writer.begin(headingStyle(level));
    else if (this.#index > 0) this.writer.begin({ kind: 'contents', level: 0 });
    else if (this.#styles.isTitle(style)) this.writer.begin(headingStyle(1));
    else if (!this.writer.isBare) this.writer.begin(PLAIN);
  }

  #end(): void {
    this.#paragraphs -= 1;
    if (this.#held.length > 0) this.#put(' ');
    else this.writer.begin(PLAIN);
  }

  #openList({ 'text:style-name': style, 'text:continue-numbering': goesOn }: Attributes): void {
    const name = style ?? this.#listStyles.at(-1);
    this.#listStyles.push(name);
    const isNumbered = this.#styles.isNumbered(name, this.#listStyles.length);
    this.#lists.open(isNumbered, goesOn === 'true' ? { start: String(this.#lists.last) } : {});
  }

  #openSpan(style: string | undefined): void {
    const shift = this.#styles.shiftOf(style);
    const isHidden = this.#styles.isHidden(style);
    if (shift) this.writer.text.beginShift(shift);
    this.#spans.push({ isShifted: shift !== undefined, isHidden });
  }

  #closeSpan(): void {
    if (this.#spans.pop()?.isShifted) this.writer.text.endShift();
  }

  /** A note stands in the file where its mark stands. */
  #openNote(kind: 'footnote' | 'endnote'): void {
    this.#notes[kind] += 1;
    const number = String(this.#notes[kind]);
    const key = kind === 'footnote' ? number : `e${number}`;
    this.writer.text.mark(key, number);
    this.writer.beginNote(key, number);
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
    else if (this.#spans.some(({ isHidden }) => isHidden)) this.hiddenCharacters += text.length;
    else this.writer.add(text);
  }
}
