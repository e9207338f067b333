import type { BlockWriter } from '../block-writer.ts';
import type { Attributes } from '../zip/xml-events.ts';
import { isOn } from './on-off.ts';

/** Drawings of a DOCX, within each other: pictures with what is said of them, and shapes. */
export class DocxDrawings {
  readonly #writer: BlockWriter;
  readonly #open: { alt: string; isPicture: boolean; isHidden: boolean }[] = [];

  constructor(writer: BlockWriter) {
    this.#writer = writer;
  }

  starts(): Record<string, (attributes: Attributes) => void> {
    return {
      'w:drawing': () => this.#open.push({ alt: '', isPicture: false, isHidden: this.isHidden }),
      'wp:docPr': ({ descr, title, hidden = '0' }) => {
        this.#know({ alt: descr || title || '' });
        if (isOn(hidden)) this.#know({ isHidden: true });
      },
      'a:blip': () => this.#know({ isPicture: true }),
      'v:shape': ({ alt }) => {
        if (alt) this.#writer.aside('image', alt);
      },
      'v:textpath': ({ string = '' }) => {
        this.#writer.beginInset();
        this.#writer.add(string);
        this.#writer.endInset();
      },
      'v:imagedata': () => {
        this.#writer.images += 1;
      },
    };
  }

  get isHidden(): boolean {
    return this.#open.at(-1)?.isHidden ?? false;
  }

  #know(known: { alt?: string; isPicture?: boolean; isHidden?: boolean }): void {
    Object.assign(this.#open.at(-1) ?? {}, known);
  }

  end(): void {
    const { alt = '', isPicture = false, isHidden = false } = this.#open.pop() ?? {};
    if (isHidden) return;
    if (isPicture) this.#writer.image(alt);
    else if (alt !== '') this.#writer.aside('image', alt);
  }
}
