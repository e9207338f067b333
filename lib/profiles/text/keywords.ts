import type { Work } from '../../core/slices.ts';
import { eachOf, sortedOf } from '../../core/slices-of.ts';
import { withoutEmoji, withoutReferences } from '../../text/clean.ts';
import { stopWordsOf } from '../../text/stop-words.ts';
import { spacedWords } from '../../text/words.ts';

export interface Keyword {
  /** In its most frequent spelling, at most three words. */
  phrase: string;
  /** Indices of the texts that contain it. */
  texts: number[];
}

export interface KeywordText {
  text: string;
  language: string;
}

const MAX_WORDS = 3;
/** Part of a longer phrase is dropped if this share of its uses are within the longer one. */
const ABSORBED_FROM = 0.7;
const READ_AT_MOST = 20_000;
const BOUNDARY = /[^\p{L}\p{M}\p{N}'\s-]+|\s-+\s|\n+/u;

interface Candidate {
  forms: Map<string, number>;
  /** Rising. */
  texts: number[];
  words: number;
}

interface Phrase {
  form: string;
  /** In lower case. */
  key: string;
  words: number;
}

/** Longest runs without stop words or punctuation (RAKE, Rose et al. 2010). */
function runsOf({ text, language }: KeywordText): string[][] {
  const stop = stopWordsOf(language)?.all ?? new Set<string>();
  const runs: string[][] = [];
  for (const clause of withoutEmoji(withoutReferences(text.slice(0, READ_AT_MOST))).split(BOUNDARY)) {
    let run: string[] = [];
    for (const word of spacedWords(clause)) {
      if (word.length >= 3 && !stop.has(word.toLowerCase())) run.push(word);
      else {
        runs.push(run);
        run = [];
      }
    }
    runs.push(run);
  }
  return runs.filter((run) => run.length > 0);
}

function wordsOfPhrases(run: readonly string[]): string[][] {
  return run.flatMap((_, start) =>
    Array.from({ length: Math.min(MAX_WORDS, run.length - start) }, (__, more) =>
      run.slice(start, start + more + 1),
    ),
  );
}

const phrasesOf = (text: KeywordText): Phrase[] =>
  runsOf(text)
    .flatMap(wordsOfPhrases)
    .map((phrase) => {
      const form = phrase.join(' ');
      return { form, key: form.toLowerCase(), words: phrase.length };
    });

const SHARED = -1;

/** Phrases of two texts or more: one of a single text is no topic, and most are, so they take no more than their key. */
function* sharedBy(texts: readonly KeywordText[]): Work<Set<string>> {
  const seenIn = new Map<string, number>();
  yield* eachOf(texts, (text, place) => {
    for (const { key } of phrasesOf(text)) {
      const before = seenIn.get(key);
      if (before === undefined) seenIn.set(key, place);
      else if (before !== place) seenIn.set(key, SHARED);
    }
  });
  const shared = new Set<string>();
  yield* eachOf(seenIn, ([key, place]) => {
    if (place === SHARED) shared.add(key);
  });
  return shared;
}

function* candidatesOf(texts: readonly KeywordText[]): Work<Map<string, Candidate>> {
  const shared = yield* sharedBy(texts);
  const candidates = new Map<string, Candidate>();
  yield* eachOf(texts, (text, place) => {
    for (const { form, key, words } of phrasesOf(text)) {
      if (!shared.has(key)) continue;
      const known: Candidate = candidates.get(key) ?? { forms: new Map(), texts: [], words };
      known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
      if (known.texts.at(-1) !== place) known.texts.push(place);
      candidates.set(key, known);
    }
  });
  return candidates;
}

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function commonForm(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || byCode(a[0], b[0]))[0]?.[0] ?? '';
}

/**
 * Phrases of one to three words shared by most texts; longer ones first among equals. Quoted as written: they do not
 * label their author.
 * @param texts in languages with a stop-word list
 */
export function* keywordsOf(texts: readonly KeywordText[], limit: number): Work<Keyword[]> {
  const repeated = [...(yield* candidatesOf(texts))];
  const weight = ({ texts: found, words }: Candidate): number => found.length * Math.sqrt(words);
  const shared = yield* sortedOf(
    repeated,
    (a, b) => weight(b[1]) - weight(a[1]) || b[1].words - a[1].words || byCode(a[0], b[0]),
  );
  const largest = new Map<string, number>();
  yield* eachOf(shared, ([phrase, { texts: found, words }]) => {
    if (words === 1) return;
    const parts = wordsOfPhrases(phrase.split(' ')).map((part) => part.join(' '));
    for (const part of parts.filter((candidate) => candidate !== phrase)) {
      largest.set(part, Math.max(largest.get(part) ?? 0, found.length));
    }
  });
  return shared
    .filter(([phrase, { texts: found }]) => (largest.get(phrase) ?? 0) < ABSORBED_FROM * found.length)
    .slice(0, limit)
    .map(([, { forms, texts: found }]) => ({ phrase: commonForm(forms), texts: found }));
}
