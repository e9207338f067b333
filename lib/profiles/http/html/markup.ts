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

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Controls, what overrides the order of the text around it (UAX #9) and what cannot be seen. */
const HIDDEN = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\uFEFF]/gu;

const named = (sign: string): string =>
  `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Text safe in an element and in a quoted attribute; what is hidden is named, lone surrogates are U+FFFD. */
function inert(text: string): string {
  return text
    .toWellFormed()
    .replace(HIDDEN, named)
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

function written(part: Part): string {
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'string') return inert(part);
  if (typeof part === 'number') return String(part);
  return part.map(written).join('');
}

/** A template of HTML: what is put into it is text unless it is markup already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const between = parts.map((part, index) => `${written(part)}${strings[index + 1] ?? ''}`);
  return new Markup(`${strings[0] ?? ''}${between.join('')}`);
}

export const NOTHING = html``;

/** Text of others, in a direction of its own: it cannot reorder what stands beside it. */
export const foreign = (text: string): Markup => html`<bdi>${text}</bdi>`;

export function joined(parts: readonly Markup[], between: string): Markup {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${between}${part}`))}`;
}
