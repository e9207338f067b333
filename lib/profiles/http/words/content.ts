import { z } from 'zod';
import { count, day, figure, language, middleHalf, percent, signed } from './figures.ts';
import { listed, quoted, say } from './sentence.ts';
import { type Says, type Sentences, sentenceFor } from './sentence-for.ts';

const NAMED = 3;

/** For lists with a share: "27 % of posts have one, most often a, b and c. 12 hashtags in all." */
const mostOf = (key: string, having: string, one: string, before = ''): Says =>
  sentenceFor(
    z.object({
      most: z.array(z.record(z.string(), z.unknown())),
      distinct: z.number(),
      share_of_posts: z.number(),
    }),
    ({ most, distinct, share_of_posts: share }) => {
      const names = most.slice(0, NAMED).map((row) => quoted(`${before}${String(row[key])}`));
      return say`${percent(share)} of posts have ${having}, most often ${listed(names)}.${distinct > NAMED ? ` ${count(distinct, one)} in all.` : ''}`;
    },
  );

const label = z.object({ label: z.string(), share: z.number() });
const labels = z.object({ labels: z.array(label), score: z.object({ mean: z.number() }) });

const extremes = (kind: string): Says =>
  sentenceFor(
    z.array(z.object({ id: z.string() })),
    (posts) => say`The ${count(posts.length, 'post')} whose words read most ${kind}:`,
  );

const KINDS: Readonly<Record<string, string>> = {
  quoted: 'quotes',
  code: 'code',
  signature: 'signatures',
  boilerplate: 'lines that recur',
};

const ownWords = sentenceFor(
  z.object({
    own_share: z.number(),
    left_out: z.array(z.object({ kind: z.string(), posts: z.number() })),
  }),
  ({ own_share: own, left_out: all }) => {
    const parts = all.filter(({ posts }) => posts > 0);
    if (parts.length === 0) {
      return say`All of the text is the author's own: no quotes, code, signatures or lines that recur.`;
    }
    const named = parts.map(({ kind, posts }) =>
      quoted(`${KINDS[kind] ?? kind} (in ${count(posts, 'post')})`),
    );
    return say`${percent(own)} of the text is the author's own. Left out: ${listed(named)}.`;
  },
);

/** Sentences about what posts are about. */
export const CONTENT: Sentences = {
  topics: sentenceFor(
    z.object({ quoted_phrases: z.array(z.object({ phrase: z.string(), posts: z.number() })) }),
    ({ quoted_phrases: phrases }) =>
      say`Most often: ${listed(phrases.slice(0, NAMED).map(({ phrase }) => quoted(`“${phrase}”`)))}.`,
  ),
  hashtags: mostOf('hashtag', 'a hashtag', 'hashtag', '#'),
  links_by_host: mostOf('host', 'a link', 'site'),
  own_words: ownWords,
  mentions: mostOf('handle', 'a mention', 'account', '@'),
  languages: sentenceFor(
    z.object({
      languages: z.array(z.object({ language: z.string(), share: z.number() })),
      posts_without_language: z.number(),
    }),
    ({ languages, posts_without_language: without }) => {
      const named = languages
        .slice(0, NAMED)
        .map((row) => quoted(`${language(row.language)} (${percent(row.share)})`));
      const rest = without === 0 ? '' : ` The language of ${count(without, 'post')} is not known.`;
      return say`${listed(named)}.${rest}`;
    },
  ),
};

/** Sentences about tone. */
export const SENTIMENT: Sentences = {
  distribution: sentenceFor(labels, (found) => {
    const of = (name: string): string => percent(found.labels.find((one) => one.label === name)?.share ?? 0);
    return say`By their words, ${of('positive')} of posts read as positive, ${of('neutral')} as neutral and ${of('negative')} as negative.`;
  }),
  monthly_trend: sentenceFor(
    z.object({ months: z.array(z.object({ month: z.string(), mean: z.number() })).min(1) }),
    ({ months }) => {
      const sorted = [...months].sort((a, b) => a.mean - b.mean);
      const [low, high] = [sorted[0], sorted.at(-1)];
      if (!low || !high) return null;
      return say`On average the posts of ${quoted(day(low.month))} read least positive (${signed(low.mean)}) and those of ${quoted(day(high.month))} most (${signed(high.mean)}), on a scale from −1 to 1.`;
    },
  ),
  most_positive: extremes('positive'),
  most_negative: extremes('negative'),
};

/** Sentences about the way of writing. */
export const STYLE: Sentences = {
  sentence_length: sentenceFor(
    z.object({
      words: z.object({ p25: z.number(), median: z.number(), p75: z.number() }),
      sentences: z.number(),
    }),
    ({ words }) =>
      say`A typical sentence has ${count(words.median, 'word')}; half have ${middleHalf(figure(words.p25), figure(words.p75))}.`,
  ),
  vocabulary: sentenceFor(
    z.object({ mtld: z.number(), language: z.string(), words: z.number(), distinct_words: z.number() }),
    (found) =>
      say`${figure(found.distinct_words)} different words among ${figure(found.words)} in ${quoted(language(found.language))}. Words start to repeat after ${figure(found.mtld)} on average (MTLD).`,
  ),
  readability: sentenceFor(
    z.object({ flesch_reading_ease: z.number() }),
    (found) =>
      say`Flesch Reading Ease of ${figure(found.flesch_reading_ease)}; higher is easier, plain English is 60 to 70.`,
  ),
  punctuation_and_capitals: sentenceFor(
    z.object({ per_1000_words: z.record(z.string(), z.number()) }),
    ({ per_1000_words: per }) =>
      say`${count(per['exclamation_marks'] ?? 0, 'exclamation mark')} and ${count(per['question_marks'] ?? 0, 'question mark')} in 1,000 words.`,
  ),
  function_words: sentenceFor(
    z.object({
      language: z.string(),
      per_1000_words: z.number(),
      most: z.array(z.object({ word: z.string() })),
    }),
    (found) =>
      say`${figure(found.per_1000_words)} of 1,000 words are articles, pronouns and the like; most often ${listed(found.most.slice(0, NAMED).map(({ word }) => quoted(`“${word}”`)))}.`,
  ),
  emoji: sentenceFor(
    z.object({
      per_post: z.number(),
      posts_with_emoji: z.number(),
      most: z.array(z.object({ emoji: z.string() })),
    }),
    (found) => {
      if (found.posts_with_emoji === 0) return say`No emoji.`;
      return say`${count(found.posts_with_emoji, 'post')} with emoji; most often ${listed(found.most.slice(0, NAMED).map(({ emoji }) => quoted(emoji)))}.`;
    },
  ),
};
