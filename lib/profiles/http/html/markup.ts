import { raw, html as template } from 'hono/html';

/** HTML that this folder wrote. The field is private, so no JSON of a report can pass for it. */
class Markup {
  readonly #source: string;
  constructor(source: string) {
    this.#source = source;
  }
  toString(): string {
    return this.#source;
  }
}

type Part = string | number | Markup | readonly Part[];

export type { Markup };

/** Controls, what overrides the order of the text around it (UAX #9) and what cannot be seen. */
const HIDDEN = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\uFEFF]/gu;

const named = (sign: string): string =>
  `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** What is hidden is named, lone surrogates are U+FFFD. */
const visible = (text: string): string => text.toWellFormed().replace(HIDDEN, named);

/** As Hono takes it: it escapes text for elements and quoted attributes, and leaves markup as it is. */
function given(part: Part): unknown {
  if (part instanceof Markup) return raw(part);
  if (typeof part === 'string') return visible(part);
  return typeof part === 'number' ? part : part.map(given);
}

/** A template of HTML: what is put into it is text unless it is markup already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(String(template(strings, ...parts.map(given))));
}

export const NOTHING = html``;

/** Text of others, in a direction of its own: it cannot reorder what stands beside it. */
export const foreign = (text: string): Markup => html`<bdi>${text}</bdi>`;

export function joined(parts: readonly Markup[], between: string): Markup {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${between}${part}`))}`;
}
