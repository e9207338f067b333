import type { FormCell, TableBlock } from './block.ts';
import { FORM_LIMITS } from './limits.ts';
import { tooLarge } from './refused.ts';
import { TextMaker } from './text-maker.ts';

/** Wider or taller cells than that are cut: what they span is counted in every row. */
const WIDEST = 100;

interface OpenCell {
  maker: TextMaker;
  colSpan: number;
  rowSpan: number;
  isHead: boolean;
  /** It goes on with the cell above. */
  goesOn: boolean;
  /** It goes on with the cell before it. */
  isBeside: boolean;
  /** Another cell spans its place. */
  isNone: boolean;
}

interface Row {
  cells: (FormCell & { isHead: boolean })[];
  isHead: boolean;
  /** It stands below all others, wherever the file has it. */
  isFoot: boolean;
}

const span = (given: number): number => (given >= 1 ? Math.min(WIDEST, Math.floor(given)) : 1);

/** Puts a table together as its rows and cells come. */
export class TableMaker {
  readonly #rows: Row[] = [];
  /** By column, the last cell that stands in it. */
  readonly #above: Row['cells'] = [];
  #column = 0;
  #cell: OpenCell | null = null;
  #cells = 0;

  openRow(isHead = false, isFoot = false): void {
    this.closeCell();
    this.#rows.push({ cells: [], isHead, isFoot });
    this.#column = 0;
  }

  /** The row that is open names the columns. */
  markHead(): void {
    const row = this.#rows.at(-1);
    if (row) row.isHead = true;
  }

  /** The row that is open is none. */
  dropRow(): void {
    this.#cell = null;
    this.#rows.pop();
  }

  get rows(): number {
    return this.#rows.length;
  }

  /** What is known of the open cell only once it has begun. */
  setCell(known: Partial<Omit<OpenCell, 'maker'>>): void {
    if (this.#cell) Object.assign(this.#cell, known);
  }

  openCell({
    colSpan = 1,
    rowSpan = 1,
    isHead = false,
    goesOn = false,
    isBeside = false,
    isNone = false,
  }: Partial<Omit<OpenCell, 'maker'>> = {}): void {
    this.closeCell();
    if (this.#rows.length === 0) this.openRow();
    const spans = { colSpan: span(colSpan), rowSpan: span(rowSpan) };
    this.#cell = this.#counted({ maker: new TextMaker(), ...spans, isHead, goesOn, isBeside, isNone });
  }

  /** Ends the open cell, which stands in its row as often as that, or the row where it has none open. */
  repeat(times: number): void {
    const row = this.#rows.at(-1);
    if (this.#cell) {
      this.closeCell();
      const last = row?.cells.at(-1);
      for (let at = 1; last && at < span(times); at++) row?.cells.push(this.#counted({ ...last }));
    } else
      for (let at = 1; row && at < span(times); at++) {
        this.#rows.push({ ...row, cells: row.cells.map((cell) => this.#counted({ ...cell })) });
      }
  }

  #counted<T>(cell: T): T {
    this.#cells += 1;
    if (this.#cells > FORM_LIMITS.cells) throw tooLarge(`a table has more than ${FORM_LIMITS.cells} cells`);
    return cell;
  }

  /** The text of the open cell, if there is one. */
  get text(): TextMaker | null {
    return this.#cell?.maker ?? null;
  }

  closeCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    const row = this.#rows.at(-1);
    if (!cell || !row || cell.isNone) return;
    const { maker, isHead, goesOn } = cell;
    const [colSpan, rowSpan] = [span(cell.colSpan), span(cell.rowSpan)];
    const above = goesOn ? this.#above[this.#column] : undefined;
    const notes = maker.marks.map(({ key }) => key);
    const own = above ?? { text: maker.text(), colSpan, rowSpan, notes, isHead };
    const before = cell.isBeside ? row.cells.at(-1) : undefined;
    if (before) before.colSpan += colSpan;
    else if (above) above.rowSpan += 1;
    else row.cells.push(own);
    for (let at = 0; at < colSpan; at++) this.#above[this.#column++] = before ?? own;
  }

  /** @returns null for a table without text */
  table(): TableBlock | null {
    this.closeCell();
    const rows = [...this.#rows.filter((row) => !row.isFoot), ...this.#rows.filter((row) => row.isFoot)];
    if (!rows.some(({ cells }) => cells.some(({ text }) => text !== ''))) return null;
    const named = rows.findIndex(({ isHead, cells }) => !isHead && !cells.every((cell) => cell.isHead));
    const heads = named < 0 ? 1 : named;
    return {
      rows: rows.map(({ cells }, at) =>
        cells.map(({ isHead: _own, ...cell }) => ({
          ...cell,
          rowSpan: Math.min(cell.rowSpan, rows.length - at),
        })),
      ),
      headerRows: Math.min(heads, rows.length - 1),
    };
  }
}
