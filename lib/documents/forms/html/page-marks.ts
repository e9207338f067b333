import type { BlockWriter } from '../block-writer.ts';
import type { Attributes } from '../zip/xml-events.ts';
import { isPageMark } from './element-rules.ts';

/** `7`, `xii`, `[Pg 12]`, `p. A-3`. */
const LABEL =
  /^[[({]?\s*(?:(?:pages?|pag|pg|pp?|seite|s)\.?\s*)?(?:[\p{L}]?[-–.]?\p{N}{1,5}[a-z]?|[ivxlcdm]{1,9})\s*[\])}]?$/iu;
const MOST = 24;

/** Labels of printed pages that stand where each began, often in the middle of a sentence: none of its words. */
export class PageMarks {
  readonly #writer: BlockWriter;
  #held: string | null = null;

  constructor(writer: BlockWriter) {
    this.#writer = writer;
  }

  /** @returns what ends the mark; null if the element is none */
  begin(attributes: Attributes): (() => void) | null {
    if (!isPageMark(attributes)) return null;
    this.#held = '';
    return () => {
      if (this.#held !== null && !LABEL.test(this.#held.trim())) this.#release();
      this.#held = null;
    };
  }

  /** @returns whether the text is a mark's; the rest of a page within one, as where it is not closed, is text like any */
  take(text: string): boolean {
    if (this.#held === null) return false;
    this.#held += text;
    if (this.#held.length > MOST) this.#release();
    return true;
  }

  /** A block begins within what should have been a mark: text before it is none. */
  enter(): void {
    if (this.#held !== '') this.#release();
  }

  #release(): void {
    if (this.#held !== null) this.#writer.add(this.#held);
    this.#held = null;
  }
}
