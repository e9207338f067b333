// Words and paragraphs for pages that a browser prints.

const WORDS =
  `harbour keeper count tide winter repair broken rope ferry wait lantern describe coast measure salt price
remember engine rest rail snow quiet market open morning letter arrive careful answer committee review annual report
garden stone narrow bridge carry water across valley several early reader prefer simple sentence because nobody finish
longer river travel slowly toward village school teach history paper machine print large window office`.split(
    /\s+/,
  );

/** Words in an order that no two pages share, without chance: a linear congruential generator. */
export class Writer {
  #state: number;
  #count = 0;

  constructor(seed: number) {
    this.#state = seed;
  }

  #next(most: number): number {
    this.#state = (this.#state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (this.#state >> 8) % most;
  }

  /** Every ninth word is followed by a number of its own, so that no two stretches of text are alike. */
  words(count: number): string {
    return Array.from({ length: count }, () => {
      this.#count += 1;
      return `${WORDS[this.#next(WORDS.length)]}${this.#count % 9 === 0 ? this.#count : ''}`;
    }).join(' ');
  }

  sentence(): string {
    const text = this.words(6 + this.#next(12));
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }

  text(sentences: number): string {
    return Array.from({ length: sentences }, () => this.sentence()).join(' ');
  }

  /** Paragraphs of so many sentences each. */
  p(...sentences: number[]): string {
    return sentences.map((count) => `<p>${this.text(count)}</p>`).join('');
  }

  title(words = 4): string {
    const text = this.words(words);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  }

  each(count: number, make: (at: number) => string): string {
    return Array.from({ length: count }, (_, at) => make(at)).join('');
  }
}

/** The text of a piece of HTML in its own order, which is the one in which it is read. */
export const textOfHtml = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/gs, ' ')
    .replace(/<rt>.*?<\/rt>/gs, '')
    .replaceAll('</b><span', '</b> <span')
    .replaceAll('</span><span', '</span> <span')
    .replaceAll('</code><span', '</code> <span')
    .replace(/<\/?(?:b|i|em|span|sup|ruby|rb)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ');
