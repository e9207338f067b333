import type { Writing } from '../../http/route.ts';
import type { Job } from '../../jobs/types.ts';
import { lemmasOf } from '../../text/lemmas.ts';
import { knownWords, type LemmatizedSet, lemmatized, withoutKnown } from '../output/learning-set.ts';
import { missing, type Written } from './written.ts';

/** The learning set for a reader who knows the words of `known_words` and the first `known_first` of the list. */
export async function learnt(
  { findings: { coverage, structure } }: Written,
  job: Job,
  asked: Writing['query'],
): Promise<{ set: LemmatizedSet; isLemmatized: boolean }> {
  if (!coverage) throw missing(job, 'learning_set');
  const lemmas = await lemmasOf(structure?.languages.main ?? null);
  const set = withoutKnown(lemmatized(coverage.learning_set, lemmas), {
    words: knownWords(asked['known_words']),
    first: Number(asked['known_first'] ?? 0),
    ranks: new Map(coverage.found.map(({ word, rank }) => [word, rank])),
  });
  return { set, isLemmatized: lemmas !== null };
}
