/** Elements of a page that are not read, within each other; the text of those that are hidden is counted. */
export class LeftOut {
  #skipped = 0;
  #hidden = 0;
  #characters = 0;

  get isAny(): boolean {
    return this.#hidden + this.#skipped > 0;
  }

  /** @returns what ends it */
  begin(what: 'hidden' | 'skipped'): () => void {
    if (what === 'hidden') this.#hidden += 1;
    else this.#skipped += 1;
    return () => {
      if (what === 'hidden') this.#hidden -= 1;
      else this.#skipped -= 1;
    };
  }

  /** @returns whether the text is not read */
  take(text: string): boolean {
    if (this.#hidden > 0) this.#characters += text.trim().length;
    return this.isAny;
  }

  /** @param around characters outside the main content */
  remarks(around: number): string[] {
    return [
      ...(around > 0
        ? [`Outside the main content, ${around} characters (navigation, sidebars, footers) are left out.`]
        : []),
      ...(this.#characters > 0
        ? [`${this.#characters} characters in elements that are hidden are left out.`]
        : []),
    ];
  }
}
