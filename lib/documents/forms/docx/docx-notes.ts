import type { NoteNumbers } from './note-numbers.ts';
import { inFormat } from './number-format.ts';

interface DocxNote {
  /** Names it in the document. */
  key: string;
  mark: string;
}

/** Footnotes or endnotes that were pointed to, in order, with their marks. */
export class DocxNotes {
  readonly #kind: 'footnotes' | 'endnotes';
  readonly #numbers: NoteNumbers;
  readonly #byId = new Map<string, DocxNote>();
  /** Notes that are numbered. */
  #numbered = 0;
  /** Of them, those since the numbers began anew. */
  #counted = 0;
  #section = 0;

  constructor(kind: 'footnotes' | 'endnotes', numbers: NoteNumbers) {
    this.#kind = kind;
    this.#numbers = numbers;
  }

  get size(): number {
    return this.#byId.size;
  }

  of(id: string): DocxNote | undefined {
    return this.#byId.get(id);
  }

  /** The section of what comes ends here. */
  endSection(): void {
    this.#section += 1;
    if (this.#numbers.of(this.#section, this.#kind).restart === 'eachSect') this.#counted = 0;
  }

  /** The note that a reference points to. @param own mark that the text gives, which counts no number (17.11.8) */
  pointedTo(id: string, own: string | null): DocxNote {
    const known = this.#byId.get(id);
    if (known) return known;
    const note = own === null ? this.#next() : { key: `c${this.#kind[0]}${this.size + 1}`, mark: own };
    this.#byId.set(id, note);
    return note;
  }

  #next(): DocxNote {
    const { format, start } = this.#numbers.of(this.#section, this.#kind);
    const mark = inFormat(start + this.#counted, format);
    this.#counted += 1;
    this.#numbered += 1;
    return { key: `${this.#kind === 'footnotes' ? '' : 'e'}${this.#numbered}`, mark };
  }
}
