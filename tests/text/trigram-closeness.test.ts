import { francAll } from 'franc-all';
import { expect, test } from 'vitest';
import { DECLARATIONS, declaration } from '../../bench/languages/declarations.ts';
import { readableWords } from '../../lib/text/language.ts';
import { trigramCloseness } from '../../lib/text/trigram-closeness.ts';

const theirs = (words: string) => francAll(words).filter(([code]) => code !== 'und');

test.each([12, 60, 140, 300])('texts of %d characters are as close as francAll finds them', (length) => {
  const texts = DECLARATIONS.flatMap(([, code]) => declaration(code, length, 3)).map(readableWords);
  expect(texts.length).toBeGreaterThanOrEqual(57);
  for (const words of texts) expect([words, trigramCloseness(words)]).toEqual([words, theirs(words)]);
});

test.each([
  'short',
  '',
  "don't don't don't don't",
  'half Привет and half Привет',
  '今日はとてもいい天気なので散歩に行きました',
  'aaa'.repeat(300),
  'Ā ē ī ō ū ǖ and others',
  '한국어 텍스트 조금 더 길게',
  '𐌰𐌱𐌲𐌳𐌴𐌵𐌶𐌷',
])('as is %s', (text) => {
  const words = readableWords(text);
  expect(trigramCloseness(words)).toEqual(theirs(words));
});
