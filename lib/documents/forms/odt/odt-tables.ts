import type { BlockWriter } from '../block-writer.ts';
import type { Attributes } from '../zip/xml-events.ts';

/** Tables of an OpenDocument text (9). */
export class OdtTables {
  readonly #writer: BlockWriter;
  #headRows = 0;
  /** How often each open row and cell stands in its table. */
  readonly #repeats: number[] = [];

  constructor(writer: BlockWriter) {
    this.#writer = writer;
  }

  starts(): Record<string, (attributes: Attributes) => void> {
    const writer = this.#writer;
    return {
      'table:table': () => writer.openTable(),
      'table:table-header-rows': () => {
        this.#headRows += 1;
      },
      'table:table-row': ({ 'table:number-rows-repeated': times }) => {
        this.#repeats.push(Number(times ?? 1));
        writer.table?.openRow(this.#headRows > 0);
      },
      'table:table-cell': (attributes) => {
        this.#repeats.push(Number(attributes['table:number-columns-repeated'] ?? 1));
        writer.table?.openCell({
          colSpan: Number(attributes['table:number-columns-spanned'] ?? 1),
          rowSpan: Number(attributes['table:number-rows-spanned'] ?? 1),
        });
      },
    };
  }

  ends(): Record<string, () => void> {
    const writer = this.#writer;
    const repeat = () => writer.table?.repeat(this.#repeats.pop() ?? 1);
    return {
      'table:table': () => writer.closeTable(),
      'table:table-header-rows': () => {
        this.#headRows -= 1;
      },
      'table:table-row': repeat,
      'table:table-cell': repeat,
    };
  }
}
