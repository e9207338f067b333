import { type Numerals, numeral } from './numerals.ts';

/** A level of a list in a page of Google Docs. */
interface GoogleLevel {
  name: string;
  /** From 1. */
  depth: number;
  /** Its numbers begin anew. */
  begins: boolean;
}

const LEVEL = /(?:^|\s)lst-kix_([\w-]{1,80}-(\d))(?=\s|$)/;
const MOST_STYLES = 200_000;
const RULES =
  /\.lst-kix_([\w-]{1,80}-\d)\s{0,9}>\s{0,9}li:before\s{0,9}\{\s{0,9}content\s{0,9}:([^{}]{1,500})/g;
const PARTS = /"([^"]{0,50})"|counter\(\s{0,9}lst-ctn-kix_([\w-]{1,80}-\d)\s{0,9}(?:,\s{0,9}([\w-]{1,30}))?/g;

/** Which level a list is by its class, such as `lst-kix_abc-1`, as each level is a list of its own; null for other lists. */
export function googleLevel(of: string): GoogleLevel | null {
  const [, name, level] = LEVEL.exec(of) ?? [];
  if (name === undefined) return null;
  return { name, depth: Number(level) + 1, begins: /(?:^|\s)start(?:\s|$)/.test(of) };
}

/** The numbers of lists in a page of Google Docs, which its styles describe. */
export class GoogleNumbers {
  /** What stands before an item, by levels. */
  readonly #contents = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** Style sheets of the page. */
  learn(styles: string): void {
    for (const [, name = '', content = ''] of styles.slice(0, MOST_STYLES).matchAll(RULES))
      this.#contents.set(name, content);
  }

  /** The number of the first item of a list that does not say it. */
  nextOf({ name, begins }: GoogleLevel): number {
    return begins ? 1 : (this.#counts.get(name) ?? 0) + 1;
  }

  count({ name }: GoogleLevel, number: number): void {
    this.#counts.set(name, number);
  }

  /** The number of the last item that was counted, as the styles show it; null where they do not. */
  shown({ name }: GoogleLevel, numeralsOf: (style: string) => Numerals): string | null {
    const parts = [...(this.#contents.get(name)?.matchAll(PARTS) ?? [])];
    if (!parts.some(([, , counter]) => counter !== undefined)) return null;
    const texts = parts.map(([, text, counter = '', style = '']) =>
      text === undefined ? numeral(this.#counts.get(counter) ?? 1, numeralsOf(style)) : text,
    );
    return texts.join('').replaceAll(/\s+/g, ' ').trim();
  }
}
