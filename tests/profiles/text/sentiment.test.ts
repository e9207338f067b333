import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { languageOf } from '../../../lib/profiles/text/post-language.ts';
import { scoreText } from '../../../lib/profiles/text/sentiment.ts';
import { longestHoldOf, MOST_HOLD_MS } from '../../support/longest-hold.ts';

const fixtures = join(
  dirname(createRequire(import.meta.url).resolve('sentiment/package.json')),
  'test/fixtures',
);
/** 1 is positive, 0 negative; the last line of each set is empty and has none. */
const rows = z.array(z.object({ text: z.string(), class: z.number().nullable() }));
const labelled = (name: string) =>
  rows
    .parse(JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')))
    .filter((row) => row.class !== null);

/** As the analysis does for a post. */
const read = (text: string, stated: string | null = null, usual: string | null = null) =>
  scoreText(text, languageOf(text, stated, usual));

/** Score of a text that is known to be English. */
function scoreOf(text: string): number {
  const result = read(text, 'en');
  if ('not_assessed' in result) throw new Error(result.not_assessed);
  return result.score;
}

describe('on the labelled sets, language gate included, the sign is right', () => {
  test.each([
    ['imdb', 0.72],
    ['amazon', 0.754],
    ['yelp', 0.659],
  ])('%s: in at least %d of the sentences', (name, least) => {
    const set = labelled(name);
    expect(set).toHaveLength(1_000);
    const right = set.filter(({ text, class: label }) => {
      const result = read(text);
      return 'score' in result && (label === 1 ? result.score > 0 : result.score < 0);
    });
    expect(right.length / set.length).toBeGreaterThanOrEqual(least);
  });
});

describe('short posts', () => {
  test('capitals make it stronger', () => {
    expect(scoreOf('this is GREAT news')).toBeGreaterThan(scoreOf('this is great news'));
    expect(scoreOf('this is AWFUL news')).toBeLessThan(scoreOf('this is awful news'));
  });

  test('exclamation marks make it stronger', () => {
    expect(scoreOf('this is great!!!')).toBeGreaterThan(scoreOf('this is great'));
  });

  test.each([
    ['see you at the station :)', 1],
    ['see you at the station :(', -1],
    ['lol', 1],
    ['not good', -1],
    ["it isn't funny", -1],
    ['never been so happy', 1],
  ])('%s', (text, sign) => {
    expect(Math.sign(scoreOf(text))).toBe(sign);
  });

  test('a word of degree makes it stronger', () => {
    expect(scoreOf('it is very good')).toBeGreaterThan(scoreOf('it is good'));
  });
});

describe('emoji', () => {
  test.each([
    ['😍', 0.9],
    ['👍🏽', 0.6],
    ['💔', -0.7],
    ['🙂🙁', -0.05],
  ])('%s alone has its value in any language', (text, score) => {
    expect(read(text)).toMatchObject({ score });
  });

  test('weigh as much as the words they stand with', () => {
    const words = scoreOf('what a good morning');
    expect(scoreOf('what a good morning 💔')).toBeCloseTo((words - 0.7) / 2, 3);
    expect(scoreOf('the train leaves at seven ❤️')).toBe(0.9);
  });

  test('one without a value says nothing', () => {
    expect(read('🪑')).toEqual({ not_assessed: 'no_words' });
  });
});

test.each([
  ['🙂', 'positive'],
  ['😍🙁', 'neutral'],
  ['🙂🙁', 'neutral'],
  ['🙂🙁🙁', 'negative'],
])('%s is labelled %s: it takes more to be positive than to be negative', (text, label) => {
  expect(read(text)).toMatchObject({ label });
});

describe('what cannot be read is not assessed', () => {
  test.each([
    ['Das ist ein wunderbarer Tag und ich freue mich sehr auf heute Abend ❤️', 'language_not_read'],
    ['今日はとてもいい天気なので散歩に行きました', 'language_not_read'],
    ['Wow', 'language_unknown'],
    ['', 'no_words'],
    ['https://example.org @somebody 10/10', 'no_words'],
  ])('%s', (text, why) => {
    expect(read(text)).toEqual({ not_assessed: why });
  });

  test('a short text is read in the language that its author usually writes', () => {
    expect(read('Wow', null, 'en')).toMatchObject({ label: 'positive' });
    expect(read('Wow', null, 'de')).toEqual({ not_assessed: 'language_not_read' });
  });

  test('what the network says does not outweigh a sure detection', () => {
    const german = 'Wir haben heute im Garten gearbeitet und danach zusammen gegessen.';
    expect(read(german, 'en')).toEqual({ not_assessed: 'language_not_read' });
  });
});

test('handles and links have no sentiment', () => {
  expect(scoreOf('@happy_love the train leaves https://great.example/wonderful')).toBe(0);
});

test.each(['A', 'a!', '*a', '_a_', '2026-01-01T'])(
  'thousands of characters without a space hold nothing up: %s',
  async (unit) => {
    const hostile = `It is ${unit.repeat(4_900)}a.`;
    scoreText('It was a good day.', 'en');
    const hold = await longestHoldOf(async () => scoreText(hostile, 'en'));
    expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
  },
);

test('of an essay the beginning is read', () => {
  expect(scoreOf(`${'The train leaves at seven. '.repeat(200)} I love it`)).toBe(0);
});
