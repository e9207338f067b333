import { PLAIN, type Style } from '../block-writer.ts';
import { OfficeFormulas } from '../math/office-formulas.ts';
import { Branches } from '../zip/branches.ts';
import type { Relation } from '../zip/opc.ts';
import type { Attributes, XmlHandler } from '../zip/xml-events.ts';
import { DocxDrawings } from './docx-drawings.ts';
import { DocxFields } from './docx-fields.ts';
import { DocxReferences } from './docx-references.ts';
import { DocxRuby } from './docx-ruby.ts';
import { SIGNS } from './docx-signs.ts';
import { type Properties, styleOf } from './docx-style-of.ts';
import type { RunLooks } from './docx-styles.ts';
import { symbolOf } from './docx-symbols.ts';
import { DocxTables } from './docx-tables.ts';
import type { DocxWorld } from './docx-world.ts';
import { isOn } from './on-off.ts';

/** Old properties, and what accepted changes take away. */
const SKIPPED = /^(?:w:del|w:moveFrom|w:delText|w:delInstrText|w:rubyPr|w:fldData|w:tabs|w:\w+Change)$/;
const CONTENTS: Style = { kind: 'contents', level: 0 };

/** Turns the elements of a part of a DOCX into blocks (ECMA-376, part 1, 17). */
export class DocxWriter implements XmlHandler {
  readonly #world: DocxWorld;
  readonly #starts: Readonly<Record<string, (attributes: Attributes) => void>>;
  readonly #ends: Readonly<Record<string, () => void>>;
  #skipped = 0;
  #properties: Properties = {};
  #isInProperties = false;
  #isInRun = false;
  #isText = false;
  #isHidden = false;
  /** By the style of the paragraph. */
  #hidesRuns = false;
  /** The mark of the last paragraph is deleted: the next one goes on with it. */
  #joins = false;
  /** The paragraph is the last of its section. */
  #endsSection = false;
  /** Of each open content control, whether it is a table of contents. */
  readonly #controls: boolean[] = [];
  /** What the paragraph is outside tables of contents. */
  #own: Style = PLAIN;
  readonly #references: DocxReferences;
  readonly #tables: DocxTables;
  readonly #drawings: DocxDrawings;
  readonly #fields: DocxFields;
  readonly #branches = new Branches();
  readonly #formulas = new OfficeFormulas();
  readonly #ruby = new DocxRuby();

  constructor(world: DocxWorld, relations: ReadonlyMap<string, Relation>) {
    this.#world = world;
    this.#tables = new DocxTables(world.writer);
    this.#drawings = new DocxDrawings(world.writer);
    this.#fields = new DocxFields(relations, {
      link: (url) => world.writer.text.link(url),
      put: (text) => this.#put(text),
      changeContents: () => {
        if (world.writer.isBare) world.writer.begin(this.#isContents ? CONTENTS : this.#own);
      },
    });
    this.#references = new DocxReferences(world, this.#fields);
    this.#starts = {
      ...this.#textStarts(),
      ...this.#propertyStarts(),
      ...this.#tables.starts(),
      ...this.#drawings.starts(),
      ...this.#fields.starts(),
    };
    this.#ends = this.#allEnds();
  }

  #textStarts(): Record<string, (attributes: Attributes) => void> {
    const { writer, comments } = this.#world;
    return {
      'w:p': () => this.#beginParagraph(),
      'w:r': () => {
        this.#isInRun = true;
        this.#isHidden = this.#hidesRuns;
      },
      'w:t': () => {
        this.#isText = true;
      },
      'w:sym': ({ 'w:font': font = '', 'w:char': char = '' }) => this.#put(symbolOf(font, char)),
      'w:txbxContent': () => writer.beginInset(),
      'w:rt': () => this.#ruby.begin(),
      ...this.#formulas.starts(),
      'w:altChunk': () => {
        this.#world.unread.chunks += 1;
      },
      'w:footnoteReference': (attributes) => this.#references.point('footnotes', attributes),
      'w:endnoteReference': (attributes) => this.#references.point('endnotes', attributes),
      'w:commentReference': ({ 'w:id': id = '' }) => writer.aside('comment', comments.get(id) ?? ''),
    };
  }

  #propertyStarts(): Record<string, (attributes: Attributes) => void> {
    const properties = () => {
      this.#isInProperties = true;
    };
    return {
      'w:sdt': () => this.#controls.push(false),
      'w:docPartGallery': ({ 'w:val': value }) => {
        if (value === 'Table of Contents') this.#controls[this.#controls.length - 1] = true;
      },
      'w:pPr': properties,
      'w:trPr': properties,
      'w:pStyle': ({ 'w:val': style = '' }) => this.#know({ style }),
      'w:numId': ({ 'w:val': numId = '' }) => this.#know({ numId }),
      'w:ilvl': ({ 'w:val': level }) => this.#know({ level: Number(level) }),
      'w:outlineLvl': ({ 'w:val': outline }) => this.#know({ outline: Number(outline) }),
      'w:rStyle': ({ 'w:val': style }) => {
        if (this.#isInRun) this.#restyle(this.#world.styles.looksOf(style));
      },
      'w:vanish': ({ 'w:val': value }) => {
        if (this.#isInRun) this.#isHidden = isOn(value);
      },
      'w:vertAlign': ({ 'w:val': value }) => {
        if (this.#isInRun) this.#restyle({ shift: value });
      },
    };
  }

  #allEnds(): Record<string, () => void> {
    const { writer } = this.#world;
    return {
      'w:pPr': () => this.#endProperties(),
      'w:trPr': () => {
        this.#isInProperties = false;
        this.#tables.isRowDeleted = this.#properties.isDeleted ?? false;
      },
      'w:p': () => this.#endParagraph(),
      'w:sectPr': () => {
        this.#endsSection = true;
      },
      'w:r': () => {
        this.#isInRun = this.#isHidden = false;
        this.#references.endRun();
        writer.text.endShift();
      },
      'w:t': () => {
        this.#isText = false;
      },
      ...this.#formulas.ends(),
      'w:txbxContent': () => writer.endInset(),
      ...this.#tables.ends(),
      'w:drawing': () => this.#drawings.end(),
      'w:sdt': () => this.#controls.pop(),
      ...this.#fields.ends(),
      'w:rt': () => this.#ruby.endAnnotation(),
      'w:ruby': () => writer.add(this.#ruby.end()),
    };
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    if (this.#formulas.isOpen) {
      this.#formulas.open(name, attributes);
      return;
    }
    this.#world.changes.count(name);
    if (this.#isInProperties && name === 'w:del') this.#know({ isDeleted: true });
    const sign = SIGNS[name];
    if (SKIPPED.test(name) || this.#branches.skips(name)) this.#skipped = 1;
    else if (sign !== undefined) this.#put(sign);
    else this.#starts[name]?.(attributes);
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#formulas.isOpen) this.#formulas.text(text);
    else if (this.#isText) this.#put(text);
    else this.#fields.told(text);
  }

  close(name: string): void {
    if (this.#skipped > 0) this.#skipped -= 1;
    else if (this.#formulas.isOpen) this.#closeFormula();
    else {
      this.#ends[name]?.();
      this.#branches.close(name);
    }
  }

  #closeFormula(): void {
    const text = this.#formulas.close();
    if (text === null) return;
    this.#put(text);
  }

  #know(known: Properties): void {
    this.#properties = { ...this.#properties, ...known };
  }

  #restyle({ isHidden, shift }: RunLooks): void {
    const { text } = this.#world.writer;
    if (isHidden !== undefined) this.#isHidden = isHidden;
    if (shift === 'superscript') text.beginShift('raised');
    else if (shift === 'subscript') text.beginShift('lowered');
    else if (shift !== undefined) text.endShift();
  }

  #beginParagraph(): void {
    this.#hidesRuns = false;
    this.#properties = {};
    if (this.#joins) {
      this.#joins = false;
      return;
    }
    this.#own = PLAIN;
    this.#world.writer.begin(this.#isContents ? CONTENTS : PLAIN);
  }

  get #isContents(): boolean {
    return this.#controls.includes(true) || this.#fields.isContents;
  }

  #put(text: string): void {
    if (this.#isHidden || this.#drawings.isHidden) this.#world.hidden.characters += text.length;
    else if (this.#fields.take(text) || this.#references.take(text) || this.#ruby.take(text)) return;
    else this.#world.writer.add(text);
  }

  #endProperties(): void {
    this.#isInProperties = false;
    const { writer, styles, numbers } = this.#world;
    const style = styleOf(this.#properties, styles, numbers);
    this.#hidesRuns = styles.looksOf(this.#properties.style).isHidden ?? false;
    if (writer.isInTable) writer.add(style.prefix ?? '');
    else if (writer.isBare) {
      if (style.kind === 'heading') this.#fields.endContents();
      this.#own = style;
      const isListed = this.#isContents && (style === PLAIN || this.#fields.isContents);
      writer.begin(isListed ? CONTENTS : style);
    }
  }

  #endParagraph(): void {
    this.#fields.endParagraph();
    this.#joins = this.#properties.isDeleted ?? false;
    this.#properties = {};
    if (!this.#joins) this.#world.writer.begin(PLAIN);
    if (this.#endsSection) this.#references.endSection();
    this.#endsSection = false;
  }
}
