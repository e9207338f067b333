import type { Attributes } from '../zip/xml-events.ts';
import { FormulaTree } from './formula-tree.ts';
import { ommlText } from './omml.ts';

/** Formulas of a DOCX or PPTX, one at a time. */
export class OfficeFormulas {
  #tree: FormulaTree | null = null;
  /** Those that come are displayed, each on a line of its own. */
  #isDisplayed = false;

  starts(): Record<string, () => void> {
    return {
      'm:oMathPara': () => {
        this.#isDisplayed = true;
      },
      'm:oMath': () => {
        this.#tree = new FormulaTree('m:oMath');
      },
    };
  }

  ends(): Record<string, () => void> {
    return {
      'm:oMathPara': () => {
        this.#isDisplayed = false;
      },
    };
  }

  get isOpen(): boolean {
    return this.#tree !== null;
  }

  open(name: string, attributes: Attributes): void {
    this.#tree?.open(name, attributes);
  }

  text(text: string): void {
    this.#tree?.text(text);
  }

  /** An element within a formula ends, or the formula. @returns its text if it is the formula */
  close(): string | null {
    if (!this.#tree?.close()) return null;
    const text = ommlText(this.#tree.root);
    this.#tree = null;
    return this.#isDisplayed ? `${text}\n` : text;
  }
}
