import type { BlockWriter } from '../block-writer.ts';
import type { Attributes } from '../zip/xml-events.ts';

/** Drawings of a DOCX, within each other: pictures with what is said of them, and shapes. */
export class DocxDrawings {
  readonly #writer: BlockWriter;
  readonly #open: { alt: string; isPicture: boolean }[] = [];

  constructor(writer: BlockWriter) {
    this.#writer = writer;
  }

  starts(): Record<string, (attributes: Attributes) => void> {
    return {
      'w:drawing': () => this.#open.push({ alt: '', isPicture: false }),
      'wp:docPr': ({ descr, title }) => this.#know({ alt: descr || title || '' }),
      'a:blip': () => this.#know({ isPicture: true }),
      'v:shape': ({ alt }) => {
        if (alt) this.#writer.aside('image', alt);
      },
      'v:imagedata': () => {
        this.#writer.images += 1;
      },
    };
  }

  #know(known: { alt?: string; isPicture?: boolean }): void {
    Object.assign(this.#open.at(-1) ?? {}, known);
  }

  end(): void {
    const { alt = '', isPicture = false } = this.#open.pop() ?? {};
    if (isPicture) this.#writer.image(alt);
    else if (alt !== '') this.#writer.aside('image', alt);
  }
}
