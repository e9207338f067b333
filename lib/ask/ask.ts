import { Bm25 } from '../text/bm25.ts';
import { type Checked, checkedAnswer } from './checked.ts';
import { lockedAnswer } from './figures.ts';
import { type Completion, complete, type Gateway } from './gateway.ts';
import { askedOfFigures, askedOfPassages, type Passage } from './prompts.ts';
import { saidIn } from './said.ts';

/** A piece of a document with every page that it is on. */
export interface StoredPassage extends Passage {
  pages: readonly number[];
}

export interface Answered extends Checked {
  /** Null if nothing was asked, since no passage has a word of the question. */
  completion: Omit<Completion, 'content'> | null;
}

const MOST_PASSAGES = 12;

const NOTHING: Answered = {
  sentences: [],
  unverified: [],
  quotes: { verified: 0, repaired: 0, unverified: 0 },
  completion: null,
};

/** The stored text of some pages: of every passage that is on them. */
async function textsOf(read: () => AsyncIterable<StoredPassage>, pages: ReadonlySet<number>) {
  const texts = new Map<number, string[]>();
  for await (const passage of read()) {
    for (const page of passage.pages) {
      if (pages.has(page)) texts.set(page, [...(texts.get(page) ?? []), passage.text]);
    }
  }
  return (page: number): string => (texts.get(page) ?? []).join('\n');
}

/**
 * Answers from the passages that match the question best, and looks every quote up in the stored text of its page.
 * @param read the passages from the first on, each time it is called.
 * @throws Refusal `gateway_failed`, `gateway_timeout`.
 */
export async function askPassages(
  gateway: Gateway,
  question: string,
  read: () => AsyncIterable<StoredPassage>,
): Promise<Answered> {
  const ranking = new Bm25<StoredPassage>(question);
  for await (const passage of read()) ranking.add(passage, passage.text);
  const best = ranking.best(MOST_PASSAGES).map(({ item }) => item);
  if (best.length === 0) return NOTHING;
  const { content, ...completion } = await complete(gateway, askedOfPassages(question, best));
  const said = saidIn(content);
  const pages = new Set(said.sentences.flatMap(({ quotes }) => quotes.map(({ page }) => page)));
  return { ...checkedAnswer(said, await textsOf(read, pages)), completion };
}

/** Rephrases a result; a sentence with a number that it has not does not stand. @throws as `askPassages`. */
export async function askFigures(gateway: Gateway, question: string, figures: string): Promise<Answered> {
  const { content, ...completion } = await complete(gateway, askedOfFigures(question, figures));
  return { ...lockedAnswer(saidIn(content), figures), completion };
}
