import type { Shift } from '../../text/raised-letters.ts';
import { type BlockWriter, headingStyle, PLAIN, type Style } from '../block-writer.ts';
import { OfficeFormulas } from '../math/office-formulas.ts';
import { isMonospaced } from '../monospaced.ts';
import { Branches } from '../zip/branches.ts';
import type { Relation } from '../zip/opc.ts';
import type { Attributes, XmlHandler } from '../zip/xml-events.ts';
import { type AutoNumber, SlideNumbers } from './slide-numbers.ts';

/** Placeholders of what stands on every slide. */
const RUNNING = new Set(['dt', 'ftr', 'sldNum', 'hdr']);
const TITLES = new Set(['title', 'ctrTitle']);
const LISTED = new Set(['body', 'obj', '']);
const SKIPPED = new Set(['p:timing', 'p:transition', 'a:rubyPr']);

interface ParagraphLook {
  depth: number;
  isListed: boolean;
  /** Null for an item without one. */
  number: AutoNumber | null;
}

const CODE: Style = { kind: 'code', level: 0, joins: true };

/** Turns the elements of a slide into blocks (ECMA-376, part 1, 19 and 21). */
export class SlideWriter implements XmlHandler {
  readonly #writer: BlockWriter;
  readonly #relations: ReadonlyMap<string, Relation>;
  readonly #starts: Readonly<Record<string, (attributes: Attributes) => void>>;
  readonly #ends: Readonly<Record<string, () => void>>;
  isHidden = false;
  /** Shapes that are not shown, each with all within it. */
  hiddenShapes = 0;
  #skipped = 0;
  #isText = false;
  /** Of the shape that is open; null for one that is no placeholder. */
  #placeholder: string | null = null;
  readonly #numbers = new SlideNumbers();
  readonly #formulas = new OfficeFormulas();
  /** Whether the run is set in a monospaced font. */
  #isMonospaced = false;
  #alt = '';
  #hasHead = false;
  #look: ParagraphLook = { depth: 1, isListed: false, number: null };
  #isBegun = false;
  /** What the properties of a run say before its text, which alone begins a paragraph. */
  readonly #links: string[] = [];
  #shift: Shift | null = null;
  readonly #branches = new Branches();

  constructor(writer: BlockWriter, relations: ReadonlyMap<string, Relation>) {
    this.#writer = writer;
    this.#relations = relations;
    this.#starts = this.#allStarts();
    this.#ends = this.#allEnds();
  }

  #allStarts(): Record<string, (attributes: Attributes) => void> {
    const writer = this.#writer;
    const beginRun = (): void => {
      this.#isMonospaced = false;
    };
    return {
      'p:sld': ({ show }) => {
        this.isHidden = show === '0' || show === 'false';
      },
      'p:sp': () => {
        this.#placeholder = null;
      },
      'p:ph': ({ type = '' }) => {
        this.#placeholder = type;
      },
      'p:cNvPr': ({ descr, hidden }) => {
        if (hidden === '1' || hidden === 'true') this.#hide();
        else if (descr) this.#alt = descr;
      },
      'p:pic': () => {
        this.#alt = '';
      },
      'a:p': () => this.#beginParagraph(),
      'a:pPr': ({ lvl }) => this.#restyle({ depth: Number(lvl ?? 0) + 1 }),
      'a:buNone': () => this.#restyle({ isListed: false }),
      'a:buChar': () => this.#restyle({ isListed: true }),
      'a:buAutoNum': ({ startAt, type = '' }) =>
        this.#restyle({ isListed: true, number: { type, start: Number(startAt ?? 1) || 1 } }),
      'a:t': () => {
        this.#isText = true;
      },
      'a:r': beginRun,
      'a:fld': beginRun,
      'a:latin': ({ typeface }) => {
        this.#isMonospaced = isMonospaced(typeface);
      },
      ...this.#formulas.starts(),
      'a:br': () => writer.add('\n'),
      'a:rPr': ({ baseline }) => {
        if (Number(baseline ?? 0) !== 0) this.#shift = Number(baseline) > 0 ? 'raised' : 'lowered';
      },
      'a:hlinkClick': ({ 'r:id': id }) => this.#link(id),
      'a:tbl': () => writer.openTable(),
      'a:tblPr': ({ firstRow }) => {
        this.#hasHead = firstRow === '1' || firstRow === 'true';
      },
      'a:tr': () => writer.table?.openRow(this.#hasHead && writer.table.rows === 0),
      'a:tc': (attributes) => this.#openCell(attributes),
    };
  }

  #allEnds(): Record<string, () => void> {
    const writer = this.#writer;
    return {
      'a:t': () => {
        this.#isText = false;
      },
      ...this.#formulas.ends(),
      'a:r': () => this.#endRun(),
      'a:fld': () => this.#endRun(),
      'a:p': () => {
        writer.begin(PLAIN);
        this.#isBegun = false;
      },
      'a:tc': () => {
        writer.table?.closeCell();
        this.#numbers.restart();
      },
      'a:tbl': () => writer.closeTable(),
      'p:pic': () => {
        writer.image(this.#alt);
        this.#alt = '';
        this.#endRun();
      },
      'p:sp': () => {
        this.#numbers.restart();
        this.#endRun();
        this.#tellAlt();
      },
      'p:graphicFrame': () => this.#tellAlt(),
      'p:cxnSp': () => this.#tellAlt(),
    };
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipped > 0 || SKIPPED.has(name) || this.#branches.skips(name)) this.#skipped += 1;
    else if (this.#formulas.isOpen) this.#formulas.open(name, attributes);
    else this.#starts[name]?.(attributes);
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#formulas.isOpen) this.#formulas.text(text);
    else if (this.#isText) this.#put(text);
  }

  #put(text: string): void {
    if (RUNNING.has(this.#placeholder ?? '')) return;
    const writer = this.#writer;
    if (!this.#isBegun) this.#begin();
    else if (writer.isCode && !this.#isMonospaced && text.trim() !== '') writer.asPlain();
    for (const url of this.#links.splice(0)) writer.text.link(url);
    if (this.#shift) writer.text.beginShift(this.#shift);
    this.#shift = null;
    writer.add(text);
  }

  /** What is said of a drawing or a chart, which is no picture. */
  #tellAlt(): void {
    if (this.#alt !== '') this.#writer.aside('image', this.#alt);
    this.#alt = '';
  }

  /** Skips the shape that the properties are of, which stand two steps within it. */
  #hide(): void {
    this.#skipped = 3;
    this.hiddenShapes += 1;
  }

  #endRun(): void {
    this.#writer.text.endShift();
    this.#links.length = 0;
    this.#shift = null;
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
    this.#isMonospaced = false;
    this.#put(text);
  }

  #beginParagraph(): void {
    const isListed = LISTED.has(this.#placeholder ?? 'none');
    this.#look = { depth: 1, isListed, number: null };
    this.#isBegun = false;
    if (this.#writer.isInTable) this.#writer.begin(PLAIN);
  }

  #restyle(known: Partial<ParagraphLook>): void {
    this.#look = { ...this.#look, ...known };
  }

  /** Properties come before the first text, so a paragraph begins with that. */
  #begin(): void {
    this.#isBegun = true;
    const style = this.#styleOf();
    if (this.#writer.isInTable) {
      this.#writer.add(style.prefix ?? '');
      return;
    }
    const isCode = style === PLAIN && this.#placeholder !== 'subTitle' && this.#isMonospaced;
    this.#writer.begin(isCode ? CODE : style);
  }

  #styleOf(): Style {
    const placeholder = this.#placeholder ?? 'none';
    if (TITLES.has(placeholder)) return headingStyle(1);
    if (placeholder === 'subTitle') return PLAIN;
    const { depth, isListed, number } = this.#look;
    const prefix = this.#numbers.next(depth, isListed ? number : null);
    if (!isListed) return PLAIN;
    return { kind: 'list', level: 0, depth, prefix: prefix ?? '• ' };
  }

  #link(id: string | undefined): void {
    const relation = id === undefined ? undefined : this.#relations.get(id);
    if (relation?.isExternal) this.#links.push(relation.target);
  }

  /** Cells that another one spans are in the file, and are none. */
  #openCell({ gridSpan, rowSpan, hMerge, vMerge }: Attributes): void {
    const isMerged = [hMerge, vMerge].some((value) => value === '1' || value === 'true');
    const { table } = this.#writer;
    table?.openCell({
      colSpan: Number(gridSpan ?? 1),
      rowSpan: Number(rowSpan ?? 1),
      isNone: isMerged,
    });
  }
}
