/** A quote that stands in a text. */
export interface FoundQuote {
  /** `verified`: the same letters and numbers. `repaired`: with slips of spelling. */
  state: 'verified' | 'repaired';
  /** What stands in the text. */
  text: string;
  /** Of the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** A text as it is compared: letters, digits and the signs of numbers, each with its place. */
interface Folded {
  letters: string;
  starts: number[];
  ends: number[];
  /** Whether a word begins with the letter. */
  heads: boolean[];
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const DIGIT = /\p{N}/u;
const SIGN = /[.,%$€£¥+\-−]/u;

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && LETTER.test(character);
const isDigit = (character: string | undefined): boolean => character !== undefined && DIGIT.test(character);

/** Whether a sign is part of a number: 1.5 is not 15, and -3 is not 3. */
function isOfNumber(sign: string, before: string | undefined, after: string | undefined): boolean {
  if (!SIGN.test(sign)) return false;
  if (sign === '%') return true;
  if (sign === '.' || sign === ',') return isDigit(before) && isDigit(after);
  return isDigit(after) && !isLetter(before);
}

/** Case, compatibility forms, white space, quotation marks and the hyphens of line breaks make no difference. */
function fold(text: string): Folded {
  const letters: string[] = [];
  const [starts, ends, heads]: [number[], number[], boolean[]] = [[], [], []];
  const characters = [...text];
  let at = 0;
  for (const [index, character] of characters.entries()) {
    const [before, after] = [characters[index - 1], characters[index + 1]];
    const kept = isLetter(character) || isOfNumber(character, before, after);
    const folded = kept ? character.replace('−', '-').normalize('NFKD').toLowerCase() : '';
    for (const letter of folded.replaceAll(/[^\p{L}\p{M}\p{N}.,%$€£¥+-]/gu, '')) {
      letters.push(letter);
      starts.push(at);
      ends.push(at + character.length);
      heads.push(!isLetter(before));
    }
    at += character.length;
  }
  return { letters: letters.join(''), starts, ends, heads };
}

/** Shorter ones stand almost anywhere. */
const FEWEST_LETTERS = 8;
/** A repaired quote may have one slip in so many letters, and so many that are the same behind each. */
const LETTERS_A_SLIP = 25;
const SAME_AFTER_SLIP = 3;
const MOST_CANDIDATES = 64;

interface Span {
  from: number;
  to: number;
  slips: number;
}

/**
 * Looks a quote up in a text.
 * @returns null if it does not stand there. A slip is one letter within a word: numbers, beginnings of words and whole
 * words are the same, so that nothing is turned into its opposite.
 */
export function findQuote(quote: string, text: string): FoundQuote | null {
  const sought = fold(quote);
  if (sought.letters.length < FEWEST_LETTERS) return null;
  const there = fold(text);
  const span = whole(sought, there, text) ?? nearest(sought, there, text);
  return span && { state: span.slips === 0 ? 'verified' : 'repaired', ...cut(span, there, text) };
}

function cut({ from, to }: Span, { starts, ends }: Folded, text: string) {
  const [start, end] = [starts[from] ?? 0, ends[to - 1] ?? 0];
  return { text: text.slice(start, end), start, end };
}

/** Whether a span begins and ends where words do. */
function hasWholeWords(span: Span, there: Folded, text: string): boolean {
  const { end } = cut(span, there, text);
  return there.heads[span.from] === true && !(isLetter(text[end - 1]) && isLetter(text[end]));
}

function whole({ letters }: Folded, there: Folded, text: string): Span | null {
  for (
    let from = there.letters.indexOf(letters);
    from >= 0;
    from = there.letters.indexOf(letters, from + 1)
  ) {
    const span = { from, to: from + letters.length, slips: 0 };
    if (hasWholeWords(span, there, text)) return span;
  }
  return null;
}

/** Places where the text may have the quote with slips: as far before a part that is whole as the quote begins. */
function* candidates(sought: string, there: string, most: number): Generator<number> {
  const length = Math.floor(sought.length / (most + 1));
  const seen = new Set<number>();
  for (let part = 0; part <= most; part++) {
    const piece = sought.slice(part * length, (part + 1) * length);
    for (let at = there.indexOf(piece); at >= 0; at = there.indexOf(piece, at + 1)) {
      for (let shift = -most; shift <= most; shift++) {
        const from = at - part * length + shift;
        if (from < 0 || there[from] !== sought[0] || seen.has(from)) continue;
        if (seen.size >= MOST_CANDIDATES) return;
        seen.add(from);
        yield from;
      }
    }
  }
}

function nearest(sought: Folded, there: Folded, text: string): Span | null {
  const most = Math.floor(sought.letters.length / LETTERS_A_SLIP);
  if (most === 0) return null;
  let best: Span | null = null;
  for (const from of candidates(sought.letters, there.letters, most)) {
    const span = aligned(sought, there, from, best ? best.slips - 1 : most);
    if (span && hasWholeWords(span, there, text)) best = span;
  }
  return best;
}

/** Whether the next letters of both are the same, or the quote ends. */
const goesOn = (sought: Folded, i: number, there: Folded, j: number): boolean =>
  there.letters.startsWith(sought.letters.slice(i, i + SAME_AFTER_SLIP), j);

/** Whether the letter may be missing, surplus or another one. */
const maySlip = ({ letters, heads }: Folded, at: number): boolean =>
  heads[at] === false && LETTER.test(letters[at] ?? '') && !isDigit(letters[at]);

/** The quote from a place on, letter by letter; null with more slips than `most`. */
function aligned(sought: Folded, there: Folded, from: number, most: number): Span | null {
  let [i, j, slips] = [0, from, 0];
  while (i < sought.letters.length) {
    if (sought.letters[i] === there.letters[j]) {
      i++;
      j++;
      continue;
    }
    slips++;
    if (slips > most) return null;
    if (maySlip(sought, i) && maySlip(there, j) && goesOn(sought, i + 1, there, j + 1)) {
      i++;
      j++;
    } else if (maySlip(sought, i) && goesOn(sought, i + 1, there, j)) i++;
    else if (maySlip(there, j) && goesOn(sought, i, there, j + 1)) j++;
    else return null;
  }
  return { from, to: j, slips };
}
