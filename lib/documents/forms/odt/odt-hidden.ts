import type { Attributes, XmlHandler } from '../zip/xml-events.ts';
import type { OdtStyles } from './odt-styles.ts';

const isParagraph = (name: string): boolean => name === 'text:p' || name === 'text:h';

const isTrue = (value: string | undefined): boolean => value === 'true';

/** Paragraphs that a field within them hides (7.7.11), by their place: that may stand behind their text. */
export class HiddenParagraphs {
  readonly #hidden = new Set<number>();
  readonly #open: number[] = [];
  #count = 0;

  readonly handler: XmlHandler = {
    open: (name, attributes) => {
      if (isParagraph(name)) {
        this.#open.push(this.#count);
        this.#count += 1;
      }
      const own = this.#open.at(-1);
      const hides = name === 'text:hidden-paragraph' && isTrue(attributes['text:is-hidden']);
      if (hides && own !== undefined) this.#hidden.add(own);
    },
    close: (name) => {
      if (isParagraph(name)) this.#open.pop();
    },
  };

  has(place: number): boolean {
    return this.#hidden.has(place);
  }
}

/** Passes over elements that the page does not show, with all within them, and counts their letters. */
export class OdtHidden {
  readonly #styles: OdtStyles;
  readonly #paragraphs: HiddenParagraphs;
  #place = 0;
  #depth = 0;
  /** Paragraphs that are open around and within what is hidden: only these have text. */
  #around = 0;
  characters = 0;

  constructor(styles: OdtStyles, paragraphs: HiddenParagraphs) {
    this.#styles = styles;
    this.#paragraphs = paragraphs;
  }

  /** Counts every paragraph of the file, whatever is read of it. @returns whether the element is not shown */
  open(name: string, attributes: Attributes): boolean {
    const place = this.#place;
    if (isParagraph(name)) {
      this.#place += 1;
      this.#around += 1;
    }
    if (this.#depth > 0 || this.#hides(name, attributes, place)) this.#depth += 1;
    return this.#depth > 0;
  }

  text(text: string): boolean {
    if (this.#depth > 0 && this.#around > 0) this.characters += text.length;
    return this.#depth > 0;
  }

  close(name: string): boolean {
    if (isParagraph(name)) this.#around -= 1;
    if (this.#depth === 0) return false;
    this.#depth -= 1;
    return true;
  }

  #hides(name: string, attributes: Attributes, place: number): boolean {
    if (isParagraph(name))
      return this.#paragraphs.has(place) || this.#styles.isHidden(attributes['text:style-name']);
    if (name === 'text:span') return this.#styles.isHidden(attributes['text:style-name']);
    if (name === 'text:hidden-text' || name === 'text:section') {
      if (isTrue(attributes['text:is-hidden'])) return true;
    }
    const display = attributes[name.startsWith('draw:') ? 'draw:display' : 'text:display'];
    return display === 'none';
  }
}
