import { type BlockWriter, PLAIN } from '../block-writer.ts';
import type { Relation } from '../zip/opc.ts';
import type { Attributes, XmlHandler } from '../zip/xml-events.ts';
import type { TrackedChanges } from './docx-changes.ts';
import { type DocxNumbers, roman } from './docx-numbers.ts';
import { type Properties, styleOf } from './docx-style-of.ts';
import type { DocxStyles } from './docx-styles.ts';

/** Ids of notes that were pointed to, with their marks and keys, in order. */
type Notes = Map<string, { key: string; mark: string }>;

/** Shared by the parts of one document. */
export interface DocxWorld {
  writer: BlockWriter;
  styles: DocxStyles;
  numbers: DocxNumbers;
  changes: TrackedChanges;
  /** By their ids: `Author: text`. */
  comments: ReadonlyMap<string, string>;
  footnotes: Notes;
  endnotes: Notes;
  hidden: { characters: number };
}

/** Old properties, what accepted changes take away, and what another branch says too. */
const SKIPPED =
  /^(?:w:del|w:moveFrom|w:sdtPr|w:instrText|mc:Fallback|w:delText|w:rubyPr|w:fldData|w:tabs|w:\w+Change)$/;
const PLAIN_TABLES = /^(?:TableGrid|TableNormal|Tabellenraster)?$/;

const isOn = ({ 'w:val': value }: Attributes): boolean => value !== '0' && value !== 'false';

/** Turns the elements of a part of a DOCX into blocks (ECMA-376, part 1, 17). */
export class DocxWriter implements XmlHandler {
  readonly #world: DocxWorld;
  readonly #relations: ReadonlyMap<string, Relation>;
  readonly #starts: Readonly<Record<string, (attributes: Attributes) => void>>;
  readonly #ends: Readonly<Record<string, () => void>>;
  #skipped = 0;
  #properties: Properties = {};
  #isInProperties = false;
  #isInRun = false;
  #isText = false;
  #isHidden = false;
  /** The mark of the last paragraph is deleted: the next one goes on with it. */
  #joins = false;
  #isRowDeleted = false;
  #tableStyle = '';
  /** The annotation of a ruby, which the file gives before its base. */
  #ruby: { text: string; isOpen: boolean } | null = null;

  constructor(world: DocxWorld, relations: ReadonlyMap<string, Relation>) {
    this.#world = world;
    this.#relations = relations;
    this.#starts = { ...this.#textStarts(), ...this.#propertyStarts(), ...this.#tableStarts() };
    this.#ends = this.#allEnds();
  }

  #textStarts(): Record<string, (attributes: Attributes) => void> {
    const { writer, comments } = this.#world;
    return {
      'w:p': () => this.#beginParagraph(),
      'w:r': () => {
        this.#isInRun = true;
        this.#isHidden = false;
      },
      'w:t': () => this.#setText(true),
      'm:t': () => this.#setText(true),
      'w:tab': () => this.#put(' '),
      'w:br': () => this.#put('\n'),
      'w:cr': () => this.#put('\n'),
      'w:noBreakHyphen': () => this.#put('\u2011'),
      'w:txbxContent': () => writer.beginInset(),
      'w:rt': () => {
        this.#ruby = { text: '', isOpen: true };
      },
      'm:sup': () => writer.text.beginShift('raised'),
      'm:sub': () => writer.text.beginShift('lowered'),
      'm:den': () => this.#put('/'),
      'wp:docPr': ({ descr, title }) => writer.image(descr || title || ''),
      'v:shape': ({ alt }) => {
        if (alt) writer.image(alt);
      },
      'w:hyperlink': ({ 'r:id': id }) => this.#link(id),
      'w:footnoteReference': ({ 'w:id': id = '' }) => this.#note('footnotes', id),
      'w:endnoteReference': ({ 'w:id': id = '' }) => this.#note('endnotes', id),
      'w:commentReference': ({ 'w:id': id = '' }) => writer.aside('comment', comments.get(id) ?? ''),
    };
  }

  #propertyStarts(): Record<string, (attributes: Attributes) => void> {
    const { writer } = this.#world;
    const properties = () => {
      this.#isInProperties = true;
    };
    return {
      'w:pPr': properties,
      'w:trPr': properties,
      'w:pStyle': ({ 'w:val': style = '' }) => this.#know({ style }),
      'w:numId': ({ 'w:val': numId = '' }) => this.#know({ numId }),
      'w:ilvl': ({ 'w:val': level }) => this.#know({ level: Number(level) }),
      'w:outlineLvl': ({ 'w:val': outline }) => this.#know({ outline: Number(outline) }),
      'w:vanish': (attributes) => {
        if (this.#isInRun) this.#isHidden = isOn(attributes);
      },
      'w:vertAlign': ({ 'w:val': value }) => {
        if (!this.#isInRun || value === 'baseline') return;
        writer.text.beginShift(value === 'superscript' ? 'raised' : 'lowered');
      },
    };
  }

  #tableStarts(): Record<string, (attributes: Attributes) => void> {
    const { writer } = this.#world;
    return {
      'w:tbl': () => {
        this.#tableStyle = '';
        writer.openTable();
      },
      'w:tblStyle': ({ 'w:val': style = '' }) => {
        this.#tableStyle = style;
      },
      'w:tr': () => writer.table?.openRow(),
      'w:tc': () => writer.table?.openCell(),
      'w:tblHeader': (attributes) => {
        if (isOn(attributes)) writer.table?.markHead();
      },
      'w:gridSpan': ({ 'w:val': value }) => writer.table?.setCell({ colSpan: Number(value ?? 1) }),
      'w:vMerge': ({ 'w:val': value }) => writer.table?.setCell({ goesOn: value !== 'restart' }),
    };
  }

  #allEnds(): Record<string, () => void> {
    const { writer } = this.#world;
    return {
      'w:pPr': () => this.#endProperties(),
      'w:trPr': () => {
        this.#isInProperties = false;
        this.#isRowDeleted = this.#properties.isDeleted ?? false;
      },
      'w:p': () => this.#endParagraph(),
      'w:r': () => {
        this.#isInRun = this.#isHidden = false;
        writer.text.endShift();
      },
      'w:t': () => this.#setText(false),
      'm:t': () => this.#setText(false),
      'm:sup': () => writer.text.endShift(),
      'm:sub': () => writer.text.endShift(),
      'w:txbxContent': () => writer.endInset(),
      'w:tc': () => writer.table?.closeCell(),
      'w:tr': () => this.#endRow(),
      'w:tbl': () => writer.closeTable(),
      'w:rt': () => {
        if (this.#ruby) this.#ruby.isOpen = false;
      },
      'w:ruby': () => {
        if (this.#ruby) writer.add(`（${this.#ruby.text}）`);
        this.#ruby = null;
      },
    };
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    this.#world.changes.count(name);
    if (this.#isInProperties && name === 'w:del') this.#know({ isDeleted: true });
    if (SKIPPED.test(name)) this.#skipped = 1;
    else this.#starts[name]?.(attributes);
  }

  text(text: string): void {
    if (this.#skipped === 0 && this.#isText) this.#put(text);
  }

  close(name: string): void {
    if (this.#skipped > 0) this.#skipped -= 1;
    else this.#ends[name]?.();
  }

  #know(known: Properties): void {
    this.#properties = { ...this.#properties, ...known };
  }

  #setText(isText: boolean): void {
    this.#isText = isText;
  }

  #beginParagraph(): void {
    this.#properties = {};
    if (this.#joins) this.#joins = false;
    else this.#world.writer.begin(PLAIN);
  }

  #put(text: string): void {
    if (this.#isHidden) this.#world.hidden.characters += text.length;
    else if (this.#ruby?.isOpen) this.#ruby.text += text;
    else this.#world.writer.add(text);
  }

  #link(id: string | undefined): void {
    const relation = id === undefined ? undefined : this.#relations.get(id);
    if (relation?.isExternal) this.#world.writer.text.link(relation.target);
  }

  #note(kind: 'footnotes' | 'endnotes', id: string): void {
    const notes = this.#world[kind];
    const number = notes.size + 1;
    const isFoot = kind === 'footnotes';
    const fresh = {
      key: isFoot ? String(number) : `e${number}`,
      mark: isFoot ? String(number) : roman(number),
    };
    const note = notes.get(id) ?? fresh;
    notes.set(id, note);
    this.#world.writer.text.mark(note.key, note.mark);
  }

  #endProperties(): void {
    this.#isInProperties = false;
    const { writer, styles, numbers } = this.#world;
    const style = styleOf(this.#properties, styles, numbers);
    if (writer.isBare) writer.begin(style);
  }

  #endParagraph(): void {
    this.#joins = this.#properties.isDeleted ?? false;
    this.#properties = {};
    if (!this.#joins) this.#world.writer.begin(PLAIN);
  }

  #endRow(): void {
    const { table } = this.#world.writer;
    if (this.#isRowDeleted) table?.dropRow();
    else if (table?.rows === 1 && !PLAIN_TABLES.test(this.#tableStyle)) table.markHead();
    this.#isRowDeleted = false;
  }
}
