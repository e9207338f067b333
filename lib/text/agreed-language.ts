import { DETECTABLE, type DetectedLanguage, detectInWords } from './language.ts';
import { isInOwnScript } from './script-of-language.ts';
import { stopWordsOf } from './stop-words.ts';
import { trigramCloseness } from './trigram-closeness.ts';

/** How close a text is to each language of its script, by tag; 1 is the closest. */
type Closeness = ReadonlyMap<string, number>;

interface Reading {
  first: string;
  confidence: number;
  words: string;
  closeness: Closeness;
}

/** Detectors' codes that `Intl` does not bring to the tag in use. */
const TAGS: Readonly<Record<string, string>> = { no: 'nb', zlm: 'ms' };
/** Neighbours that n-grams confuse, and by how much one must be ahead of the others to be named. */
const NEIGHBOURS: readonly { ahead: number; languages: readonly string[] }[] = [
  { ahead: 0.05, languages: ['ms', 'id'] },
  { ahead: 0.05, languages: ['nb', 'nn', 'da'] },
  { ahead: 0.05, languages: ['hr', 'bs', 'sr'] },
  { ahead: 0.05, languages: ['nl', 'af', 'li'] },
  { ahead: 0.01, languages: ['es', 'gl', 'ast', 'an'] },
  { ahead: 0.01, languages: ['pt', 'gl'] },
];
/** The first detector knows no Indonesian and no Nynorsk: it calls them by their neighbour's name. */
const STANDS_FOR: Readonly<Record<string, readonly string[]>> = { ms: ['ms', 'id'], nb: ['nb', 'nn'] };

/**
 * How close a text must be to the first detector's language, for texts under and over `LONG_BYTES`. Chosen on the
 * Declaration of Human Rights in 430 languages and on Debian's translated messages in 131 (`bench/languages.ts`).
 */
const CLOSE_ENOUGH = { short: 0.93, long: 0.97 };
const LONG_BYTES = 100;
/** The everyday words of a language name it, too, where so many of the words are among them and the letters are near. */
const EVERYDAY_SHARE = 0.25;
const NEAR = 0.8;
/** Of 430 languages only Scots, Pidgin and Bislama share so many words with English: its letters may be farther. */
const NEAR_ENGLISH = { few: 0, short: 0.5, long: NEAR };
const FEW_BYTES = 50;
/** A few words of English are named by the first detector alone, if it is as confident and the letters this near. */
const FEW_WORDS = { confidence: 0.74, closeness: 0.35 };
/** Lead over the second that names a language which the first detector does not know. */
const CLEAR_LEAD = 0.1;
/** A text that is less close to a language than this is not in it, if the first detector is as sure of another. */
const FAR = 0.8;
const SURE = 0.95;

const tags = new Map<string, string>();

function tagOf(code: string): string {
  const known = tags.get(code);
  if (known) return known;
  const canonical = new Intl.Locale(code).language;
  const tag = TAGS[canonical] ?? canonical;
  tags.set(code, tag);
  return tag;
}

/** The languages of the text's script only; empty if the text has too few letters. */
function closenessOf(words: string): Closeness {
  const byTag = new Map<string, number>();
  for (const [code, closeness] of trigramCloseness(words)) {
    const tag = tagOf(code);
    byTag.set(tag, Math.max(closeness, byTag.get(tag) ?? 0));
  }
  return byTag;
}

function isAheadOfNeighbours(language: string, closeness: Closeness): boolean {
  const own = closeness.get(language) ?? 0;
  const groups = NEIGHBOURS.filter(({ languages }) => languages.includes(language));
  return groups.every(({ ahead, languages }) =>
    languages.every((other) => other === language || own >= (closeness.get(other) ?? 0) + ahead),
  );
}

function hasEverydayWords(language: string, words: string): boolean {
  const everyday = stopWordsOf(language)?.all;
  const all = words.toLowerCase().split(' ');
  return (
    everyday !== undefined && all.filter((word) => everyday.has(word)).length >= EVERYDAY_SHARE * all.length
  );
}

function isEnglish({ words, confidence, closeness }: Reading): boolean {
  const close = closeness.get('en') ?? 0;
  const bytes = Buffer.byteLength(words);
  if (bytes < FEW_BYTES && confidence >= FEW_WORDS.confidence && close >= FEW_WORDS.closeness) return true;
  const { few, short, long } = NEAR_ENGLISH;
  const near = bytes < FEW_BYTES ? few : bytes < LONG_BYTES ? short : long;
  return close >= near && hasEverydayWords('en', words);
}

function isConfirmed(language: string, reading: Reading): boolean {
  const { words, closeness } = reading;
  const least = Buffer.byteLength(words) < LONG_BYTES ? CLOSE_ENOUGH.short : CLOSE_ENOUGH.long;
  const close = closeness.get(language) ?? 0;
  if (language === 'en') return close >= least || isEnglish(reading);
  const isClose = close >= least || (close >= NEAR && hasEverydayWords(language, words));
  return isClose && isAheadOfNeighbours(language, closeness);
}

function agreed(read: Reading): string | null {
  const { first, closeness } = read;
  const confirmed = (STANDS_FOR[first] ?? [first]).find((language) => isConfirmed(language, read));
  if (confirmed) return confirmed;
  const [[language, best] = ['', 0], [, second] = ['', 0]] = [...closeness].sort(([, a], [, b]) => b - a);
  const isClear = !DETECTABLE.has(language) && best - second >= CLEAR_LEAD;
  return isClear && isInOwnScript(read.words, language) ? language : null;
}

const reading = (words: string, { language, confidence }: DetectedLanguage): Reading => ({
  ...{ first: language, confidence, words },
  closeness: closenessOf(words),
});

/**
 * The language of a text on which two detectors agree that were trained apart: n-grams of 60 languages from the web
 * (`eld`), trigrams of 400 from one text (`franc-all`). Everyday words stand in for the second; a language that only
 * the second knows needs a clear lead.
 * @param words see `readableWords`
 * @returns BCP 47; null if they do not agree, or the text has too few letters
 */
export function agreedLanguage(words: string): string | null {
  const detected = detectInWords(words);
  return detected && agreed(reading(words, detected));
}

function isNot(stated: string, { first, confidence, closeness }: Reading): boolean {
  const toStated = closeness.get(stated);
  if (toStated === undefined || toStated >= FAR) return false;
  return closeness.get(first) === 1 || (DETECTABLE.has(stated) && confidence >= SURE);
}

/**
 * Whether a detector that knows the stated language is sure that the text is in another one.
 * @param words see `readableWords`
 * @param stated BCP 47 language subtag
 * @returns the language that it is in, `'unknown'` if that cannot be told, null if the statement stands
 */
export function contradiction(words: string, stated: string): string | null {
  const detected = detectInWords(words);
  if (!detected) return null;
  const likely = detected.language;
  if (likely === stated || STANDS_FOR[likely]?.includes(stated)) return null;
  const read = reading(words, detected);
  return isNot(stated, read) ? (agreed(read) ?? 'unknown') : null;
}
