import { numeral } from '../lists/numerals.ts';

interface DocxNote {
  /** Names it in the document. */
  key: string;
  mark: string;
}

/** Footnotes or endnotes that were pointed to, in order, with their marks. */
export class DocxNotes {
  readonly #kind: 'footnotes' | 'endnotes';
  readonly #byId = new Map<string, DocxNote>();
  #counted = 0;

  constructor(kind: 'footnotes' | 'endnotes') {
    this.#kind = kind;
  }

  get size(): number {
    return this.#byId.size;
  }

  of(id: string): DocxNote | undefined {
    return this.#byId.get(id);
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
    this.#counted += 1;
    const number = String(this.#counted);
    if (this.#kind === 'footnotes') return { key: number, mark: number };
    return { key: `e${number}`, mark: numeral(this.#counted, 'i') };
  }
}
