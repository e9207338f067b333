import { normalized } from '../../text/normalized.ts';

/** Characters (UTF-16 units) kept per post; more than any network allows. */
export const MOST_TEXT = 100_000;
/** Characters processed per post, so that invisible ones cannot cause unbounded work. */
const MOST_RAW = 1_000_000;

const LINE_END = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
const CONTROL = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;
/** Direction marks, embeddings, overrides and isolates (UAX #9). */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Soft hyphen, grapheme joiner, zero-width space, word joiners, fillers, byte-order mark, annotations. */
const INVISIBLE =
  /\u00AD|\u034F|[\u115F\u1160\u17B4\u17B5]|\u180E|\u200B|[\u2060-\u2065]|[\u206A-\u206F]|\u3164|\uFEFF|\uFFA0|[\uFFF9-\uFFFC]|[\u{1D173}-\u{1D17A}]/gu;

/** Scripts that need joiners: Arabic and related, and the Brahmic family. */
const JOINING =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Nkoo}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}]';
const EMOJI = '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F]';
/** Joiners are kept ($1) within such a script and within emoji; dropped elsewhere. */
const JOINER = new RegExp(
  `((?<=${JOINING})[\\u200C\\u200D]|(?<=${EMOJI})\\u200D(?=\\p{Extended_Pictographic}))|[\\u200C\\u200D]`,
  'gu',
);
/** Tags are kept ($1) in flags such as Scotland's; dropped elsewhere, where they can hide text. */
const TAG = /(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu;
/** Variation selectors: at most one per character, and supplementary ones only after an ideograph. */
const SELECTOR =
  /((?<=\p{Ideographic})[\u{E0100}-\u{E01EF}])|(?<=[\uFE00-\uFE0F])[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;

export interface PlainText {
  text: string;
  /** Whether the end was cut off. */
  truncated: boolean;
}

/**
 * Cleans text for analysis and display: replaces lone surrogates with U+FFFD, composes (NFC), drops control, bidi and zero-width
 * characters (except joiners that emoji and some scripts need), ends lines with \n, cuts at 100,000 UTF-16 units.
 */
export function plainText(raw: string): PlainText {
  const clean = visible(raw.slice(0, MOST_RAW)).trim();
  return {
    text: cut(clean, MOST_TEXT),
    truncated: raw.length > MOST_RAW || clean.length > MOST_TEXT,
  };
}

/** One line of at most `most` UTF-16 units, for names; null if nothing visible is left. */
export function plainLine(raw: string | null | undefined, most = 200): string | null {
  const line = visible((raw ?? '').slice(0, 10 * most)).replace(/\s+/gu, ' ');
  return cut(line.trim(), most) || null;
}

function visible(raw: string): string {
  return normalized(raw.toWellFormed(), 'NFC')
    .replace(LINE_END, '\n')
    .replace(CONTROL, '')
    .replace(BIDI, '')
    .replace(INVISIBLE, '')
    .replace(JOINER, '$1')
    .replace(TAG, '$1')
    .replace(SELECTOR, '$1');
}

/** Cuts without splitting a surrogate pair. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** Unescapes `&`, `<` and `>`, the only characters X escapes. */
export function unescapeAngles(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
