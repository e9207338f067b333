import type { BlockWriter } from '../block-writer.ts';
import type { OdtStyles } from './odt-styles.ts';

/** Spans that are open: what they raise and lower. */
export class OdtSpans {
  readonly #writer: BlockWriter;
  readonly #styles: OdtStyles;
  /** Of each, whether it is shifted. */
  readonly #spans: boolean[] = [];

  constructor(writer: BlockWriter, styles: OdtStyles) {
    this.#writer = writer;
    this.#styles = styles;
  }

  open(style: string | undefined): void {
    const shift = this.#styles.shiftOf(style);
    if (shift) this.#writer.text.beginShift(shift);
    this.#spans.push(shift !== undefined);
  }

  close(): void {
    if (this.#spans.pop()) this.#writer.text.endShift();
  }
}
