import { type Cell, type Inline, inlines, type Line, type List, type Made, type Part } from './made.ts';
import { numberOf } from './markdown.ts';

/** How a form says what another one says otherwise. */
export interface Ways {
  /** The sign of a task that is done. */
  done: '☒' | '☑';
  /** Items have their letters and numerals, but nothing else around them: `a.` for `a)`. */
  numbersPlain?: boolean;
  captionsBelow?: boolean;
  /** All authors stand in one paragraph. */
  authorsJoined?: boolean;
  /** A heading of level 1 begins a page. */
  pages?: boolean;
  /** A rule does. */
  slides?: boolean;
}

export interface Read {
  /** As `told` has them. */
  blocks: string[];
  /** The paragraphs of each note, in the order of their marks. */
  notes: string[][];
  links: string[];
  title: string | undefined;
  authors: string[];
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (number: number): string => [...`${number}`].map((digit) => RAISED[Number(digit)]).join('');

/** Says the parts of a document in the way of a form. */
class Teller {
  readonly #ways: Ways;
  readonly #notes: readonly number[];

  /** @param notes the number of each note */
  constructor(ways: Ways, notes: readonly number[]) {
    this.#ways = ways;
    this.#notes = notes;
  }

  #mark(note: number): string {
    return raised(this.#notes[note] ?? 0);
  }

  #inline(part: Inline): string {
    if (typeof part === 'string') return part;
    if ('told' in part) return part.told;
    if ('link' in part) return part.link;
    if ('strong' in part) return part.strong;
    return 'code' in part ? part.code : this.#mark(part.note);
  }

  #line(text: Line): string {
    return inlines(text)
      .map((part) => this.#inline(part))
      .join('');
  }

  #list({ numbering, items }: List, depth = 1): string[] {
    const { done: sign, numbersPlain } = this.#ways;
    return items.flatMap(({ text, done, more, inner }, at) => {
      const own = numbering && (numbersPlain ? { ...numbering, around: '.' as const } : numbering);
      const task = done === undefined ? '' : `${done ? sign : '☐'} `;
      return [
        `list ${depth}: ${own ? numberOf(own, at) : '•'} ${task}${this.#line(text)}`,
        ...(more === undefined ? [] : [`text: ${more}`]),
        ...(inner ? this.#list(inner, depth + 1) : []),
      ];
    });
  }

  #cell(of: Cell): string {
    if (typeof of === 'string') return of;
    return 'told' in of ? of.told : of.text + this.#mark(of.note);
  }

  #table({ head, rows, caption }: Extract<Part, { is: 'pipes' | 'grid' }>): string[] {
    const told = [...(head ? [head] : []), ...rows].map((row) =>
      row.map((cell) => this.#cell(cell)).join(' | '),
    );
    const table = `table ${head ? 1 : 0}: ${told.join(' / ')}`;
    if (caption === undefined) return [table];
    return this.#ways.captionsBelow ? [table, `text: ${caption}`] : [`text: ${caption}`, table];
  }

  #spanning({ head, rows }: Extract<Part, { is: 'spans' }>): string {
    const told = [head, ...rows].map((cells) =>
      cells
        .map(({ text, columns = 1, rows: down = 1 }) =>
          columns + down > 2 ? `${text} ${columns}x${down}` : text,
        )
        .join(' | '),
    );
    return `table 1: ${told.join(' / ')}`;
  }

  of(part: Part): string[] {
    switch (part.is) {
      case 'heading': {
        const begins = this.#ways.pages && part.level === 1;
        return [...(begins ? ['---'] : []), `heading ${part.level}: ${this.#line(part.text)}`];
      }
      case 'text':
        return [`text: ${this.#line(part.text)}`];
      case 'list':
        return this.#list(part);
      case 'pipes':
      case 'grid':
        return this.#table(part);
      case 'spans':
        return [this.#spanning(part)];
      case 'quote':
        return [...part.lines, ...(part.inner === undefined ? [] : [part.inner])].map(
          (text) => `text: ${this.#line(text)}`,
        );
      case 'code':
        return [`code: ${part.text}`];
      case 'definitions':
        return part.terms.flatMap(({ term, means }) => [term, ...means].map((text) => `text: ${text}`));
      case 'rule':
        return this.#ways.slides ? ['---'] : [];
    }
  }
}

function linksOf(part: Part): string[] {
  if (part.is !== 'text') return [];
  return inlines(part.text).flatMap((each) => (typeof each === 'object' && 'url' in each ? [each.url] : []));
}

/** What is read of a document in the way of a form. @param numbers of its notes, where they do not count on */
export function expected(
  { title, authors, parts, notes }: Made,
  ways: Ways,
  numbers: readonly number[] = notes.map((_, at) => at + 1),
): Read {
  const teller = new Teller(ways, numbers);
  const names = ways.authorsJoined ? [authors.join(' ')] : authors;
  return {
    blocks: [
      ...teller.of({ is: 'heading', level: 1, text: title }),
      ...names.map((name) => `text: ${name}`),
      ...parts.flatMap((part) => teller.of(part)),
    ],
    notes: notes.map(([first = '', ...more], at) => [`${numbers[at]} ${first}`, ...more]),
    links: parts.flatMap(linksOf),
    title,
    authors: [...authors],
  };
}
