/** The annotation of a ruby, which the file gives before its base (17.3.3.25). */
export class DocxRuby {
  #text = '';
  #isOpen = false;

  begin(): void {
    [this.#text, this.#isOpen] = ['', true];
  }

  endAnnotation(): void {
    this.#isOpen = false;
  }

  /** @returns whether the text is of an annotation */
  take(text: string): boolean {
    if (this.#isOpen) this.#text += text;
    return this.#isOpen;
  }

  /** What stands behind the base. */
  end(): string {
    const text = this.#text;
    this.#text = '';
    return `（${text}）`;
  }
}
