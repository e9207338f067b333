import { SAMPLE, textIn } from './known-encoding.ts';

interface Old {
  encoding: string;
  /** Letters beyond ASCII that its languages use, and the least share of them. */
  frequent: RegExp;
  least: number;
}

const WESTERN = { frequent: /[äöüßéèêëàâçôîïûùáíóúñìòåæøãõðþýœ]/iu, least: 0.7 };
const CYRILLIC = { frequent: /[оеаинтсрі]/iu, least: 0.4 };

/** Those of DOS and of the Macintosh, which the detector does not know, and one that it takes for another. */
const OLD: readonly Old[] = [
  { encoding: 'ibm850', ...WESTERN },
  { encoding: 'macintosh', ...WESTERN },
  { encoding: 'koi8-u', ...CYRILLIC },
  { encoding: 'x-mac-cyrillic', ...CYRILLIC },
];

/** Within words: signs that stand between letters. */
const JOINS = /['’‘´`·‐‑–—…«»“\u00ad]/u;
const isLetter = (sign: string): boolean => /\p{L}/u.test(sign);

interface Look {
  /** Signs beyond ASCII. */
  all: number;
  /** Those of them that no word has there: a capital behind a small letter, another sign, another script. */
  wrong: number;
  /** Letters and apostrophes where a word may have them, and those of them that the languages use. */
  letters: number;
  frequent: number;
}

const ASCII_LETTER = /[A-Za-z]/;
const LATIN = /\p{Script=Latin}/u;

/** Signs that stand beside words, besides punctuation. */
const BESIDE = /[\p{P}\p{M}\p{Z}™®©°²³¹´¨]/u;

/** A sign beyond ASCII, with the two before it and the one behind. */
interface Seen {
  sign: string;
  word: string;
  before: string;
  after: string;
}

const isWithin = ({ before, after }: Seen): boolean => isLetter(before) && isLetter(after);

/** What a word may have in its place: a letter, or a sign that joins letters. */
const isOfWord = (seen: Seen): boolean => isLetter(seen.sign) || (JOINS.test(seen.sign) && isWithin(seen));

function isWrongSign(seen: Seen): boolean {
  const { sign, before, after } = seen;
  if (isWithin(seen)) return !JOINS.test(sign) && !/\p{M}/u.test(sign);
  return (isLetter(before) || isLetter(after)) && !BESIDE.test(sign);
}

function isWrong(seen: Seen): boolean {
  const { sign, word, before, after } = seen;
  if (/[\u0080-\u009f\ufffd]/u.test(sign)) return true;
  if (!isLetter(sign)) return isWrongSign(seen);
  if (!LATIN.test(sign) && (ASCII_LETTER.test(before) || ASCII_LETTER.test(after))) return true;
  if (/\p{Lu}/u.test(sign)) return /\p{Ll}/u.test(before);
  return /\p{Lu}{2}$/u.test(word) || (/\p{Lu}/u.test(before) && /\p{Lu}/u.test(after));
}

function* seenIn(text: string): Generator<Seen> {
  for (const { index, 0: sign } of text.matchAll(/[^\0-\x7f]/gu)) {
    const word = text.slice(Math.max(0, index - 2), index);
    yield { sign, word, before: word.at(-1) ?? ' ', after: text[index + sign.length] ?? ' ' };
  }
}

/** How a text looks that was read in an encoding. */
function lookOf(text: string, frequent: RegExp): Look {
  const look: Look = { all: 0, wrong: 0, letters: 0, frequent: 0 };
  for (const seen of seenIn(text)) {
    look.all += 1;
    if (isWrong(seen)) look.wrong += 1;
    else if (isOfWord(seen)) {
      look.letters += 1;
      if (frequent.test(seen.sign) || JOINS.test(seen.sign)) look.frequent += 1;
    }
  }
  return look;
}

/** Of the signs beyond ASCII: so many are wrong where the encoding is, and where it is right at most so many. */
const OFTEN_WRONG = 0.004;
const SELDOM_WRONG = 0.03;
/** So many times fewer are wrong in the old encoding. */
const FEWER = 4;
const LEAST = 2;

/** An old encoding in which the text has words, where it has none in the one that was found; else that. */
export function oldEncodingOf(bytes: Uint8Array, found: string): string {
  const sample = bytes.subarray(0, SAMPLE / 8);
  const now = lookOf(textIn(sample, found), /./u);
  if (now.wrong < LEAST || now.wrong < OFTEN_WRONG * now.all) return found;
  const isBetter = ({ encoding, frequent, least }: Old): boolean => {
    const then = lookOf(textIn(sample, encoding), frequent);
    const isSeldomWrong = then.wrong <= SELDOM_WRONG * then.all && then.wrong * FEWER <= now.wrong;
    return isSeldomWrong && then.letters >= LEAST && then.frequent >= least * then.letters;
  };
  return OLD.find(isBetter)?.encoding ?? found;
}
