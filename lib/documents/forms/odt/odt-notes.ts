import type { BlockWriter } from '../block-writer.ts';

type Kind = 'footnote' | 'endnote';

/** Notes of an OpenDocument text (6.3), which stand in the file where their marks do. */
export class OdtNotes {
  readonly #writer: BlockWriter;
  readonly #count = { footnote: 0, endnote: 0 };
  #kind: Kind = 'footnote';
  #mark = '';

  constructor(writer: BlockWriter) {
    this.#writer = writer;
  }

  open(kind: Kind): void {
    this.#count[kind] += 1;
    [this.#kind, this.#mark] = [kind, ''];
  }

  /** As the file says it is shown. */
  mark(mark: string): void {
    this.#mark = mark;
  }

  begin(): void {
    const number = String(this.#count[this.#kind]);
    const key = this.#kind === 'footnote' ? number : `e${number}`;
    const mark = this.#mark || number;
    this.#writer.text.mark(key, mark);
    this.#writer.beginNote(key, mark);
  }
}
