import { raw, html as template } from 'hono/html';

/** Trusted HTML. The private field prevents a report's JSON from passing for it. */
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

/** Control characters, bidirectional overrides (UAX #9) and invisible characters. */
const HIDDEN = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\uFEFF]/gu;

const named = (sign: string): string =>
  `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Replaces hidden characters by their code points, and lone surrogates by U+FFFD. */
export const visible = (text: string): string => text.toWellFormed().replace(HIDDEN, named);

/** Converts a part for Hono's `html`, which escapes text but not markup. */
function given(part: Part): unknown {
  if (part instanceof Markup) return raw(part);
  if (typeof part === 'string') return visible(part);
  return typeof part === 'number' ? part : part.map(given);
}

/** HTML template; escapes every part that is not Markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(String(template(strings, ...parts.map(given))));
}

export const NOTHING = html``;

/** Isolates untrusted text, so that its direction cannot reorder the text around it. */
export const foreign = (text: string): Markup => html`<bdi>${text}</bdi>`;

export function joined(parts: readonly Markup[], between: string): Markup {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${between}${part}`))}`;
}
