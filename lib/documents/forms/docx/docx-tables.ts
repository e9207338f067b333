import type { BlockWriter } from '../block-writer.ts';
import type { Attributes } from '../zip/xml-events.ts';
import { isOn } from './on-off.ts';

/** Styles that set no row apart. */
const PLAIN = /^(?:TableGrid|TableNormal|Tabellenraster)?$/;
/** The bit of `w:tblLook` for the first row (17.4.55). */
const FIRST_ROW = 0x20;

interface OpenTable {
  style: string;
  /** Whether the style sets the first row apart; null if the table does not say. */
  hasFirstRow: boolean | null;
}

type Starts = Record<string, (attributes: Attributes) => void>;

/** Tables of a DOCX (17.4), within each other. */
export class DocxTables {
  readonly #writer: BlockWriter;
  readonly #open: OpenTable[] = [];
  /** Of the row that is open. */
  isRowDeleted = false;

  constructor(writer: BlockWriter) {
    this.#writer = writer;
  }

  starts(): Starts {
    const writer = this.#writer;
    return {
      'w:tbl': () => {
        this.#open.push({ style: '', hasFirstRow: null });
        writer.openTable();
      },
      'w:tblStyle': ({ 'w:val': style = '' }) => this.#know({ style }),
      'w:tblLook': ({ 'w:firstRow': first, 'w:val': look }) => {
        if (first !== undefined) this.#know({ hasFirstRow: isOn(first) });
        else if (look !== undefined)
          this.#know({ hasFirstRow: (Number.parseInt(look, 16) & FIRST_ROW) !== 0 });
      },
      'w:tr': () => writer.table?.openRow(),
      'w:tc': () => writer.table?.openCell(),
      'w:gridBefore': ({ 'w:val': columns }) => {
        writer.table?.openCell({ colSpan: Number(columns ?? 0) });
        writer.table?.closeCell();
      },
      'w:tblHeader': ({ 'w:val': value }) => {
        if (isOn(value)) writer.table?.markHead();
      },
      'w:gridSpan': ({ 'w:val': value }) => writer.table?.setCell({ colSpan: Number(value ?? 1) }),
      'w:hMerge': ({ 'w:val': value }) => writer.table?.setCell({ isBeside: value !== 'restart' }),
      'w:vMerge': ({ 'w:val': value }) => writer.table?.setCell({ goesOn: value !== 'restart' }),
    };
  }

  #know(known: Partial<OpenTable>): void {
    Object.assign(this.#open.at(-1) ?? {}, known);
  }

  ends(): Record<string, () => void> {
    return {
      'w:tc': () => this.#writer.table?.closeCell(),
      'w:tr': () => this.#endRow(),
      'w:tbl': () => this.#endTable(),
    };
  }

  #endRow(): void {
    const { table } = this.#writer;
    const { style = '', hasFirstRow = null } = this.#open.at(-1) ?? {};
    if (this.isRowDeleted) table?.dropRow();
    else if (table?.rows === 1 && !PLAIN.test(style) && hasFirstRow !== false) table.markHead();
    this.isRowDeleted = false;
  }

  #endTable(): void {
    this.#open.pop();
    this.#writer.closeTable();
  }
}
