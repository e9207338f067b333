import type { BlockWriter } from '../block-writer.ts';
import type { OdtStyles } from './odt-styles.ts';

/** Spans and sections that are open: what they raise, lower and hide. */
export class OdtSpans {
  readonly #writer: BlockWriter;
  readonly #styles: OdtStyles;
  readonly #spans: { isShifted: boolean; isHidden: boolean }[] = [];
  /** Of each open section, whether it is hidden. */
  readonly #sections: boolean[] = [];
  #hidden = 0;

  constructor(writer: BlockWriter, styles: OdtStyles) {
    this.#writer = writer;
    this.#styles = styles;
  }

  get isHidden(): boolean {
    return this.#hidden > 0;
  }

  openSection(display: string | undefined): void {
    this.#sections.push(display === 'none');
    if (display === 'none') this.#hidden += 1;
  }

  closeSection(): void {
    if (this.#sections.pop()) this.#hidden -= 1;
  }

  open(style: string | undefined): void {
    const shift = this.#styles.shiftOf(style);
    const isHidden = this.#styles.isHidden(style);
    if (shift) this.#writer.text.beginShift(shift);
    if (isHidden) this.#hidden += 1;
    this.#spans.push({ isShifted: shift !== undefined, isHidden });
  }

  close(): void {
    const span = this.#spans.pop();
    if (span?.isShifted) this.#writer.text.endShift();
    if (span?.isHidden) this.#hidden -= 1;
  }
}
