import { BLOCKS } from './element-rules.ts';

export interface Open {
  name: string;
  /** Texts before it. */
  after: number;
  /** Done when the element ends. */
  onClose: (() => void)[];
}

const LISTED = new Set(['li', 'td', 'th']);

/** The elements that are open, within each other. */
export class OpenElements {
  readonly #open: Open[] = [];
  /** Texts so far that are not blank. */
  #texts = 0;

  begin(name: string): Open {
    const open: Open = { name, after: this.#texts, onClose: [] };
    this.#open.push(open);
    return open;
  }

  isWithin(name: string): boolean {
    return this.#open.some((open) => open.name === name);
  }

  countText(): void {
    this.#texts += 1;
  }

  /** The paragraph, item or cell that is open. @param isAlone take the `div` around a paragraph that it begins with */
  block(isAlone: boolean): Open | undefined {
    const at = this.#open.findLastIndex(({ name }) => BLOCKS.has(name) || LISTED.has(name));
    const outer = this.#open[at - 1];
    return isAlone && outer?.name === 'div' && outer.after === this.#texts ? outer : this.#open[at];
  }

  /** Ends an element and those within it. */
  close(name: string): void {
    const at = this.#open.findLastIndex((open) => open.name === name);
    if (at >= 0) this.#closeFrom(at);
  }

  closeAll(): void {
    this.#closeFrom(0);
  }

  #closeFrom(at: number): void {
    for (const { onClose } of this.#open.splice(at).toReversed())
      for (const end of onClose.toReversed()) end();
  }
}
