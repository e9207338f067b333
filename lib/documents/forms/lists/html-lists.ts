import type { Style } from '../block-writer.ts';
import { isNumerals, type Numerals, numeral } from './numerals.ts';

type Attributes = Readonly<Record<string, string>>;

interface List {
  /** Null for one without numbers. */
  numerals: Numerals | null;
  next: number;
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

function numeralsOf({ type, style = '' }: Attributes): Numerals {
  const [, named = ''] = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(style) ?? [];
  return STYLES[named.toLowerCase()] ?? (isNumerals(type) ? type : '1');
}

/** The lists of HTML that are open, and their numbers. */
export class HtmlLists {
  readonly #open: List[] = [];

  open(isOrdered: boolean, attributes: Attributes): void {
    const first = Number.parseInt(attributes['start'] ?? '1', 10);
    this.#open.push({
      numerals: isOrdered ? numeralsOf(attributes) : null,
      next: Number.isSafeInteger(first) ? first : 1,
    });
  }

  close(): void {
    this.#open.pop();
  }

  item(value: string | undefined): Style {
    const list = this.#open.at(-1);
    const given = Number.parseInt(value ?? '', 10);
    if (list && Number.isSafeInteger(given)) list.next = given;
    const prefix = list?.numerals ? `${numeral(list.next, list.numerals)}. ` : '• ';
    if (list) list.next += 1;
    return { kind: 'list', level: 0, depth: Math.max(1, this.#open.length), prefix };
  }
}
