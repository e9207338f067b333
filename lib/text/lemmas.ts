import type { TokenItsFunction, WinkMethods } from 'wink-nlp';

/** The dictionary forms of words of a sentence, each by what it is in that sentence; a word that it lacks stays. */
export type Lemmas = (sentence: string, words: readonly string[]) => string[];

/** Characters that one reader takes: it keeps every word it has met. */
const READ_BY_ONE = 2_000_000;

let reader: { nlp: WinkMethods; read: number } | null = null;

/** Imported where it is asked for: it takes 0.3 s and 13 MB. */
async function englishReader(): Promise<{ nlp: WinkMethods; read: number }> {
  if (reader !== null && reader.read < READ_BY_ONE) return reader;
  const [{ default: wink }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  reader = { nlp: wink(model, ['sbd', 'pos']), read: 0 };
  return reader;
}

/** `out` calls it as it is; only the package's types give the two other parameters. */
const asIts = (its: unknown): TokenItsFunction<string> => its as TokenItsFunction<string>;

const key = (word: string): string => word.toLowerCase().replaceAll('’', "'");

const texts = (out: unknown): string[] => (Array.isArray(out) ? out.map(String) : []);

/**
 * Dictionary forms in a language; null if there is no lemmatizer for it. English: wink-nlp (MIT), WordNet's exceptions
 * and the word class in the sentence; spelled as in American English. No other npm package of 2026-11-30 has a free licence and is kept up.
 * @param language BCP 47
 */
export async function lemmasOf(language: string | null): Promise<Lemmas | null> {
  if (!/^en\b/.test(language ?? '')) return null;
  const used = await englishReader();
  return (sentence, words) => {
    used.read += sentence.length;
    const tokens = used.nlp.readDoc(sentence).tokens();
    const forms = texts(tokens.out(asIts(used.nlp.its.lemma)));
    const found = new Map(texts(tokens.out()).map((token, at) => [key(token), forms[at]]));
    return words.map((word) => found.get(key(word)) ?? word);
  };
}
