import type { Place } from '../layout/boxes.ts';
import type { Cell, Table } from './table.ts';

/** A place, and the id of the table's part there. */
export interface CellPlace extends Place {
  id: string;
}

/** A cell, and its place or places: that of a row that a page break cuts has two. */
export interface PlacedCell extends Omit<Cell, 'box'> {
  places: CellPlace[];
}

export type PlacedRow = PlacedCell[];

/** A part of a table on one page. */
export interface TablePart {
  id: string;
  page: number;
  table: Pick<Table, 'rows'>;
  /** Rows at its top that repeat the head. */
  heads: number;
  /** The first row below them is the rest of the last row of the part before. */
  split: boolean;
  /** So is the first row of the part after of its last. */
  cut: boolean;
}

const placed = ({ page, id }: TablePart, { box, ...cell }: Cell): PlacedCell => ({
  ...cell,
  places: [{ page, box, id }],
});

/** The row of which `rest` is the rest. */
function whole(row: PlacedRow, rest: PlacedRow): PlacedRow {
  return row.map((cell, at) => {
    const more = rest[at];
    if (!more || more.text === '') return cell;
    return { ...cell, text: `${cell.text} ${more.text}`.trim(), places: [...cell.places, ...more.places] };
  });
}

/** Puts a table together from its parts, as they come. */
export class RowJoiner {
  #held: PlacedRow | null = null;

  /** Rows that are complete with this part. */
  take(part: TablePart): PlacedRow[] {
    const { table, heads, split, cut } = part;
    const rows = table.rows.slice(heads).map((row) => row.map((cell) => placed(part, cell)));
    if (this.#held) {
      const rest = split ? rows.shift() : undefined;
      rows.unshift(rest ? whole(this.#held, rest) : this.#held);
    }
    this.#held = cut ? (rows.pop() ?? null) : null;
    return rows;
  }
}
