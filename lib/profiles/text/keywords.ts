import type { Work } from '../../core/slices.ts';
import { eachOf, filterOf, sortedOf } from '../../core/slices-of.ts';
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
/** A phrase found in only one text is not a topic. */
const MIN_TEXTS = 2;
/** Part of a longer phrase is dropped if this share of its uses are within the longer one. */
const ABSORBED_FROM = 0.7;
const READ_AT_MOST = 20_000;
const BOUNDARY = /[^\p{L}\p{M}\p{N}'\s-]+|\s-+\s|\n+/u;

interface Candidate {
  forms: Map<string, number>;
  texts: Set<number>;
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

function phrasesOf(run: readonly string[]): string[][] {
  return run.flatMap((_, start) =>
    Array.from({ length: Math.min(MAX_WORDS, run.length - start) }, (__, more) =>
      run.slice(start, start + more + 1),
    ),
  );
}

function* candidatesOf(texts: readonly KeywordText[]): Work<Map<string, Candidate>> {
  const candidates = new Map<string, Candidate>();
  for (const [place, text] of texts.entries()) {
    for (const phrase of runsOf(text).flatMap(phrasesOf)) {
      const form = phrase.join(' ');
      const key = form.toLowerCase();
      const known = candidates.get(key) ?? { forms: new Map(), texts: new Set(), words: phrase.length };
      known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
      known.texts.add(place);
      candidates.set(key, known);
    }
    yield;
  }
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
  const all = yield* candidatesOf(texts);
  const repeated = yield* filterOf(all, ([, { texts: found }]) => found.size >= MIN_TEXTS);
  const weight = ({ texts: found, words }: Candidate): number => found.size * Math.sqrt(words);
  const shared = yield* sortedOf(
    repeated,
    (a, b) => weight(b[1]) - weight(a[1]) || b[1].words - a[1].words || byCode(a[0], b[0]),
  );
  const largest = new Map<string, number>();
  yield* eachOf(shared, ([phrase, { texts: found, words }]) => {
    if (words === 1) return;
    const parts = phrasesOf(phrase.split(' ')).map((part) => part.join(' '));
    for (const part of parts.filter((candidate) => candidate !== phrase)) {
      largest.set(part, Math.max(largest.get(part) ?? 0, found.size));
    }
  });
  return shared
    .filter(([phrase, { texts: found }]) => (largest.get(phrase) ?? 0) < ABSORBED_FROM * found.size)
    .slice(0, limit)
    .map(([, { forms, texts: found }]) => ({ phrase: commonForm(forms), texts: [...found] }));
}
