import { expect, test } from 'vitest';
import { ankiLines, knownWords, withoutKnown } from '../../../lib/documents/output/learning-set.ts';
import { box } from '../http/seed-document.ts';

const sentence = (text: string, page: number, ...words: string[]) => ({
  ...{ rank: page, text, page, box: box(1), covered: 0.5 },
  new_words: words,
});
const SET = [sentence('#1: The "quokka"\trests.', 1, 'quokka', 'rests'), sentence('The end.', 2, 'the')];

test('a learning set leaves out known words, and sentences that have no others', () => {
  const left = withoutKnown(SET, knownWords('The, RESTS'));
  expect(left.map(({ text, new_words: words }) => [text, words])).toEqual([[SET[0]?.text, ['quokka']]]);
  expect(withoutKnown(SET, knownWords(undefined))).toEqual(SET);
});

test('notes for Anki have three fields each, whatever the sentence holds', () => {
  const [head, ...notes] = [...ankiLines(SET, { name: 'a.pdf', labels: ['i', '2'] })];
  expect(head).toBe('#separator:tab\n#html:false\n#columns:Sentence\tWords\tSource\n');
  expect(notes).toEqual([
    '"#1: The ""quokka"" rests."\t"quokka, rests"\t"a.pdf, page 1 (i)"\n',
    '"The end."\t"the"\t"a.pdf, page 2"\n',
  ]);
});
