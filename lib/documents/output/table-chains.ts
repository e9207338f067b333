import type { Findings } from '../report.ts';

export type PlacedTable = Findings<'structure'>['tables'][number];

/** A table and its parts on later pages. */
export interface Chain {
  parts: PlacedTable[];
}

const keyOf = ({ page, table }: { page: number; table: number }): string => `${page}.${table}`;

/** Tables with all of their parts, found by any of them. */
export class Chains {
  readonly #byPart = new Map<string, Chain>();

  /** @param tables of the whole document, in order */
  constructor(tables: readonly PlacedTable[]) {
    for (const table of tables) {
      const before = table.continues && this.#byPart.get(keyOf(table.continues));
      const chain = before ?? { parts: [] };
      chain.parts.push(table);
      this.#byPart.set(keyOf(table), chain);
    }
  }

  /** The table that this is a part of; null for one that is not known. @param part page and number on it, from 1 */
  of(part: { page: number; table: number }): Chain | null {
    return this.#byPart.get(keyOf(part)) ?? null;
  }

  /** Every table once, where it begins. */
  all(): Chain[] {
    return [...new Set(this.#byPart.values())];
  }
}
