import type { Work } from '../../core/slices.ts';
import { filterOf, flatMapOf, mapOf } from '../../core/slices-of.ts';
import { emojiOf, withoutEmoji, withoutReferences } from '../../text/clean.ts';
import { fleschReadingEase } from '../../text/flesch.ts';
import { hasSpacedWords } from '../../text/scripts.ts';
import { stopWordsOf } from '../../text/stop-words.ts';
import { spacedWords } from '../../text/words.ts';
import type { Post } from '../networks/social.ts';
import { MTLD_MIN_TOKENS, mtld } from '../text/mtld.ts';
import { withLanguages } from '../text/post-language.ts';
import { sentencesOf } from '../text/tokens.ts';
import { evenly, MOST_READ } from './evenly.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  type Missing,
  missing,
  rowOf,
} from './findings.ts';
import { compareText } from './order.ts';
import { ownWordsOf } from './own-words.ts';
import { rounded, spread, tally } from './statistics.ts';

const MIN_SENTENCES = 10;
/** With fewer words, one word changes a rate per 1,000 by more than 10. */
const MIN_WORDS = 100;
const READ_AT_MOST = 20_000;
const MOST = 15;

interface Written {
  post: Post;
  language: string | null;
  text: string;
  words: string[];
  sentences: string[];
}

function* writtenBy(posts: readonly Post[]): Work<Written[]> {
  const read = evenly(yield* withLanguages(posts), MOST_READ);
  return yield* mapOf(read, ({ post, language }) => {
    const text = withoutReferences(post.text.slice(0, READ_AT_MOST));
    const plain = withoutEmoji(text);
    return { post, language, text, words: spacedWords(plain), sentences: sentencesOf(plain) };
  });
}

const postsOf = (written: readonly Written[]): Post[] => written.map(({ post }) => post);

/** Finds the posts that have an item. */
function* postsBy(
  written: readonly Written[],
  itemsOf: (one: Written) => readonly string[],
): Work<(item: string) => Post[]> {
  const pairs = yield* flatMapOf(written, (one) =>
    [...new Set(itemsOf(one))].map((item) => ({ item, post: one.post })),
  );
  const byItem = Map.groupBy(pairs, ({ item }) => item);
  return (item) => (byItem.get(item) ?? []).map(({ post }) => post);
}

const wordsIn = (written: readonly Written[]): string[] => written.flatMap(({ words }) => words);
const perThousand = (count: number, words: number): number => rounded((1000 * count) / words, 2);
const tooFewWords = missing('too few words', `${MIN_WORDS} words in a script that separates words by spaces`);

function* sentenceLength(written: readonly Written[]): Work<Finding | Missing> {
  const lengths = yield* flatMapOf(written, ({ sentences }) =>
    sentences.map((sentence) => spacedWords(sentence).length),
  );
  if (lengths.length < MIN_SENTENCES) return missing('too few sentences', `${MIN_SENTENCES} sentences`);
  return finding({ words: spread(lengths), sentences: lengths.length }, postsOf(written));
}

/** The language with the most words. Mixing languages would inflate the vocabulary. */
function mainLanguage(written: readonly Written[]): [string, Written[]] | null {
  const totals = new Map<string, number>();
  for (const { language, words } of written) {
    if (language !== null) totals.set(language, (totals.get(language) ?? 0) + words.length);
  }
  const [main] = [...totals].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  return main ? [main[0], written.filter(({ language }) => language === main[0])] : null;
}

function* vocabulary(written: readonly Written[]): Work<Finding | Missing> {
  const main = mainLanguage(written);
  const tokens = main ? wordsIn(main[1]).map((word) => word.toLowerCase()) : [];
  yield;
  const diversity = yield* mtld(tokens);
  if (main === null || diversity === null) {
    return missing(
      'too few words in one language',
      `${MTLD_MIN_TOKENS} words in one language, some of them repeated`,
    );
  }
  const value = {
    mtld: rounded(diversity, 1),
    language: main[0],
    words: tokens.length,
    distinct_words: new Set(tokens).size,
    method: 'MTLD, McCarthy & Jarvis 2010',
  };
  return finding(value, postsOf(main[1]));
}

function* readability(written: readonly Written[]): Work<Finding | Missing> {
  const english = written.filter(({ language }) => language === 'en');
  const words = wordsIn(english);
  const sentences = english.flatMap((item) => item.sentences).length;
  if (words.length < MIN_WORDS) {
    return missing('the formula needs English text, and there is too little', `${MIN_WORDS} English words`);
  }
  const value = {
    flesch_reading_ease: rounded(yield* fleschReadingEase(words, sentences), 1),
    language: 'en',
    words: words.length,
    sentences,
    method: 'Flesch Reading Ease 1948, syllables estimated',
  };
  return finding(value, postsOf(english));
}

function* marks(written: readonly Written[]): Work<Finding | Missing> {
  const words = wordsIn(written);
  if (words.length < MIN_WORDS) return tooFewWords;
  const text = written.map((item) => item.text).join('\n');
  function* count(pattern: RegExp): Work<number> {
    yield;
    return perThousand(text.match(pattern)?.length ?? 0, words.length);
  }
  const value = {
    per_1000_words: {
      full_stops: yield* count(/(?<!\.)\.(?!\.)/g),
      commas: yield* count(/,/g),
      exclamation_marks: yield* count(/!/g),
      question_marks: yield* count(/\?/g),
      ellipses: yield* count(/\.{2,}|…/g),
      colons_and_semicolons: yield* count(/[:;]/g),
      dashes: yield* count(/[–—]|\s-\s/g),
      words_in_capitals: perThousand(
        (yield* filterOf(words, (word) => /^\p{Lu}{2,}$/u.test(word))).length,
        words.length,
      ),
      capitalised_words: perThousand(
        (yield* filterOf(words, (word) => /^\p{Lu}/u.test(word))).length,
        words.length,
      ),
    },
    words: words.length,
  };
  return finding(value, postsOf(written));
}

function* functionWords(written: readonly Written[]): Work<Finding | Missing> {
  const main = mainLanguage(written);
  const grammar = main ? stopWordsOf(main[0])?.grammar : undefined;
  const tokens = main ? wordsIn(main[1]).map((word) => word.toLowerCase()) : [];
  if (!main || !grammar || tokens.length < MIN_WORDS) {
    const needs = `${MIN_WORDS} words in English, German, French, Spanish, Portuguese, Italian or Dutch`;
    return missing('too few words in a supported language', needs);
  }
  const used = tokens.filter((token) => grammar.has(token));
  const most = tally(used, compareText).slice(0, MOST);
  const named = new Set(most.map(([word]) => word));
  const posts = yield* postsBy(main[1], ({ words }) =>
    words.map((word) => word.toLowerCase()).filter((word) => named.has(word)),
  );
  const value = {
    language: main[0],
    per_1000_words: perThousand(used.length, tokens.length),
    most: most.map(([word, count]) => ({
      word,
      per_1000_words: perThousand(count, tokens.length),
      ...rowOf(posts(word)),
    })),
    words: tokens.length,
  };
  return finding(value, postsOf(main[1]));
}

function* emoji(written: readonly Written[]): Work<Finding | Missing> {
  if (written.length === 0) return missing('there are no own posts', 'one own post');
  const used = yield* flatMapOf(written, ({ text }) => emojiOf(text));
  const having = yield* filterOf(written, ({ text }) => emojiOf(text).length > 0);
  const most = tally(used, compareText).slice(0, MOST);
  const posts = yield* postsBy(having, ({ text }) => emojiOf(text));
  const value = {
    per_post: rounded(used.length / written.length),
    posts_with_emoji: having.length,
    most: most.map(([sign, count]) => ({ emoji: sign, count, ...rowOf(posts(sign)) })),
  };
  return { ...finding(value, postsOf(having), { n: written.length }) };
}

/** Writing style. Deliberately no comparison of two people, which could unmask pseudonyms. */
export function* style(posts: readonly Post[], _: Context): Work<Findings> {
  const all = yield* writtenBy((yield* ownWordsOf(posts)).posts);
  const spaced = yield* filterOf(all, ({ text, words }) => words.length > 0 && hasSpacedWords(text));
  return findings(posts, {
    sentence_length: yield* sentenceLength(spaced),
    vocabulary: yield* vocabulary(spaced),
    readability: yield* readability(spaced),
    punctuation_and_capitals: yield* marks(spaced),
    function_words: yield* functionWords(spaced),
    emoji: yield* emoji(all),
  });
}
