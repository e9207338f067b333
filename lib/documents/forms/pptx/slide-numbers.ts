import { type Numerals, numeral } from '../lists/numerals.ts';

/** How a paragraph of a slide is numbered: `arabicPeriod`, `alphaLcParenR` (ECMA-376, part 1, 20.1.10.61). */
export interface AutoNumber {
  type: string;
  start: number;
}

const NUMERALS: readonly [RegExp, Numerals][] = [
  [/^alphaLc/, 'a'],
  [/^alphaUc/, 'A'],
  [/^romanLc/, 'i'],
  [/^romanUc/, 'I'],
];

function shown(number: number, type: string): string {
  const text = numeral(number, NUMERALS.find(([pattern]) => pattern.test(type))?.[1] ?? '1');
  if (type.endsWith('ParenBoth')) return `(${text}) `;
  if (type.endsWith('ParenR')) return `${text}) `;
  return type.endsWith('Plain') ? `${text} ` : `${text}. `;
}

/** The numbers of the paragraphs of a shape, by level. */
export class SlideNumbers {
  /** By level from 1, the last number and how it was written. */
  readonly #levels: ({ type: string; number: number } | undefined)[] = [];

  restart(): void {
    this.#levels.length = 0;
  }

  /** Counts a paragraph: deeper ones do not end a list, others of its level do. @returns null for one without a number */
  next(depth: number, own: AutoNumber | null): string | null {
    this.#levels.length = Math.min(this.#levels.length, depth);
    const last = this.#levels[depth - 1];
    if (!own) {
      this.#levels[depth - 1] = undefined;
      return null;
    }
    const number = last?.type === own.type ? last.number + 1 : own.start;
    this.#levels[depth - 1] = { type: own.type, number };
    return shown(number, own.type);
  }
}
