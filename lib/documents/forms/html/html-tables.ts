import type { BlockWriter } from '../block-writer.ts';
import type { Attributes } from '../zip/xml-events.ts';

const ELEMENTS = ['table', 'thead', 'tfoot', 'tr', 'td', 'th'] as const;
export type TableElement = (typeof ELEMENTS)[number];
/** Tables that only place what they hold (WAI-ARIA 1.2, presentation). */
const PLACING = new Set(['presentation', 'none']);

export const isTableElement = (name: string): name is TableElement =>
  (ELEMENTS as readonly string[]).includes(name);

/** Tables of HTML, within each other. */
export class HtmlTables {
  readonly #writer: BlockWriter;
  /** Of each open table, whether it only places what it holds. */
  readonly #open: boolean[] = [];
  #heads = 0;
  #feet = 0;

  constructor(writer: BlockWriter) {
    this.#writer = writer;
  }

  /** @returns what ends the element; null for one that is a block of the page like others */
  begin(name: TableElement, attributes: Attributes): (() => void) | null {
    if (name === 'table') return this.#beginTable(attributes);
    if (this.#open.at(-1) ?? true) return null;
    const { table } = this.#writer;
    if (name === 'thead' || name === 'tfoot') return this.#beginPart(name);
    if (name === 'tr') {
      table?.openRow(this.#heads > 0, this.#feet > 0);
      return () => table?.closeCell();
    }
    table?.openCell({
      colSpan: Number(attributes['colspan'] ?? 1),
      rowSpan: attributes['rowspan'] === '0' ? Number.MAX_SAFE_INTEGER : Number(attributes['rowspan'] ?? 1),
      isHead: name === 'th',
    });
    return () => table?.closeCell();
  }

  #beginTable({ role = '' }: Attributes): (() => void) | null {
    const isPlacing = PLACING.has(role.trim().toLowerCase());
    this.#open.push(isPlacing);
    if (!isPlacing) this.#writer.openTable();
    return () => {
      this.#open.pop();
      if (!isPlacing) this.#writer.closeTable();
    };
  }

  #beginPart(name: 'thead' | 'tfoot'): () => void {
    const count = name === 'thead' ? { heads: 1, feet: 0 } : { heads: 0, feet: 1 };
    this.#heads += count.heads;
    this.#feet += count.feet;
    return () => {
      this.#heads -= count.heads;
      this.#feet -= count.feet;
    };
  }
}
