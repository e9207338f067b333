import { normalized } from '../../text/normalized.ts';

/** A word as it is searched for, and the text that it stands for. */
export interface Word {
  word: string;
  /** UTF-16 code units. */
  start: number;
  end: number;
}

/** Letters and digits, with subscripts (`H₂O`) but without superscripts, which may be marks of notes. */
const RUNS = /[\p{L}\p{M}\p{Nd}₀-₉]+/gu;
/** Scripts that are written without spaces. */
const UNSPACED =
  /(?:[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]\p{M}*)+/gu;
/** A letter with the marks on it. */
const LETTER = /\P{M}\p{M}*|\p{M}+/gu;
/** Nothing in it is composed, compatible or unspaced: lower case is all that it needs. */
const ASCII = /^[A-Za-z0-9]+$/;
/** Longer ones are no words; Postgres ignores lexemes from 2,047 bytes on. */
const LONGEST = 100;

/** Each letter with the one after it, and the last alone. */
function pairs(run: string, start: number): Word[] {
  const letters = [...run.matchAll(LETTER)];
  return letters.map((letter, at) => {
    const pair = letter[0] + (letters[at + 1]?.[0] ?? '');
    return { word: pair, start: start + letter.index, end: start + letter.index + pair.length };
  });
}

/** What a run comes to in lower case: several words where its letters stand for several. */
function spaced(run: string, start: number): Word[] {
  const plain = normalized(run, 'NFKC').toLowerCase();
  const words = plain.match(RUNS) ?? [];
  return words
    .filter((word) => word.length <= LONGEST)
    .map((word) => ({ word, start, end: start + run.length }));
}

function wordsOfRun(run: string, start: number): Word[] {
  if (run.length <= LONGEST && ASCII.test(run))
    return [{ word: run.toLowerCase(), start, end: start + run.length }];
  const words: Word[] = [];
  let at = 0;
  for (const { 0: own, index } of run.matchAll(UNSPACED)) {
    if (index > at) words.push(...spaced(run.slice(at, index), start + at));
    words.push(...pairs(own, start + index));
    at = index + own.length;
  }
  if (at < run.length) words.push(...spaced(run.slice(at), start + at));
  return words;
}

/**
 * The words of a text in lower case, in order; scripts without spaces as overlapping pairs of letters. Cut here
 * rather than by Postgres, whose parser depends on the locale of the database.
 */
export function* wordsIn(text: string): Generator<Word> {
  for (const { 0: run, index } of text.matchAll(RUNS)) yield* wordsOfRun(run, index);
}

/** Whether a word is one letter of a script without spaces: found as the beginning of a pair. */
export const isLoneLetter = (word: string): boolean =>
  [...word.matchAll(LETTER)].length === 1 && word.match(UNSPACED)?.[0] === word;
