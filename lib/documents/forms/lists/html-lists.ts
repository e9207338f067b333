import type { Block } from '../block.ts';
import type { Style } from '../block-writer.ts';
import { type GoogleNumbers, googleLevel } from './google-lists.ts';
import { isNumerals, type Numerals, numeral } from './numerals.ts';

type Attributes = Readonly<Record<string, string>>;

interface List {
  /** Null for one without numbers. */
  numerals: Numerals | null;
  next: number;
  step: 1 | -1;
  /** It counts down to 1: from where is known at its end. */
  isToOne: boolean;
  google: ReturnType<typeof googleLevel>;
}

/** `list-style-type` of CSS, for those that `type` has a letter for. */
const STYLES: Readonly<Record<string, Numerals>> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
  'decimal-leading-zero': '01',
};

const numeralsNamed = (style: string): Numerals | undefined => STYLES[style.toLowerCase()];

function numeralsOf({ type, style = '' }: Attributes): Numerals {
  const [, named = ''] = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(style) ?? [];
  return numeralsNamed(named) ?? (isNumerals(type) ? type : '1');
}

/** The lists of HTML that are open, and their numbers. */
export class HtmlLists {
  readonly #open: List[] = [];
  readonly #google: GoogleNumbers;

  constructor(google: GoogleNumbers) {
    this.#google = google;
  }

  open(isOrdered: boolean, attributes: Attributes): void {
    const isReversed = isOrdered && attributes['reversed'] !== undefined;
    const google = googleLevel(attributes['class'] ?? '');
    const given = Number.parseInt(attributes['start'] ?? '', 10);
    const first = google ? this.#google.nextOf(google) : 1;
    this.#open.push({
      numerals: isOrdered ? numeralsOf(attributes) : null,
      next: Number.isSafeInteger(given) ? given : first,
      step: isReversed && attributes['start'] !== undefined ? -1 : 1,
      isToOne: isReversed && attributes['start'] === undefined,
      google,
    });
  }

  /** @param blocks all that were written since the list began */
  close(blocks: readonly Block[]): void {
    const depth = this.#open.length;
    const list = this.#open.pop();
    if (list?.numerals && list.isToOne) countDown(blocks, depth, list.numerals);
  }

  item(value: string | undefined): Style {
    const list = this.#open.at(-1);
    const given = Number.parseInt(value ?? '', 10);
    if (list && Number.isSafeInteger(given)) list.next = given;
    const prefix = list?.numerals ? `${this.#number(list, list.numerals)} ` : '• ';
    if (list) list.next += list.step;
    const depth = Math.max(1, this.#open.length, list?.google?.depth ?? 1);
    return { kind: 'list', level: 0, depth, prefix };
  }

  #number({ next, google }: List, numerals: Numerals): string {
    const usual = `${numeral(next, numerals)}.`;
    if (!google) return usual;
    this.#google.count(google, next);
    return this.#google.shown(google, (style) => numeralsNamed(style) ?? '1') ?? usual;
  }
}

/** Items of a list that were counted up from 1 get the numbers that they have when it counts down. */
function countDown(blocks: readonly Block[], depth: number, numerals: Numerals): void {
  const items = blocks.flatMap((block) =>
    block.is === 'text' && block.text.kind === 'list' && block.text.depth === depth ? [block.text] : [],
  );
  for (const [at, item] of items.entries()) {
    const up = `${numeral(at + 1, numerals)}. `;
    const down = `${numeral(items.length - at, numerals)}. `;
    if (!item.text.startsWith(up)) continue;
    item.text = down + item.text.slice(up.length);
    for (const mark of item.marks) mark.at += down.length - up.length;
  }
}
