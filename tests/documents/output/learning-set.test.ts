import { expect, test } from 'vitest';
import { learningSetRows } from '../../../lib/documents/output/csv-rows.ts';
import {
  ankiLines,
  type Known,
  knownWords,
  lemmatized,
  withoutKnown,
} from '../../../lib/documents/output/learning-set.ts';
import { lemmasOf } from '../../../lib/text/lemmas.ts';
import { box } from '../http/seed-document.ts';

const sentence = (text: string, page: number, ...words: string[]) => ({
  ...{ rank: page, text, page, box: box(1), covered: 0.5 },
  new_words: words,
});
const SET = [sentence('#1: The "quokka"\trests.', 1, 'quokka', 'rests'), sentence('The end.', 2, 'the')];
const knowing = (words: string | undefined, first = 0): Known => ({
  ...{ words: knownWords(words), first },
  ranks: new Map([
    ['the', 1],
    ['rests', 900],
  ]),
});

test('a learning set leaves out known words, and sentences that have no others', () => {
  const set = lemmatized(SET, null);
  const left = withoutKnown(set, knowing('The, RESTS'));
  expect(left.map(({ text, new_words: words }) => [text, words])).toEqual([[SET[0]?.text, ['quokka']]]);
  expect(withoutKnown(set, knowing(undefined))).toEqual(set);
  expect(withoutKnown(set, knowing('', 1)).map(({ new_words: words }) => words)).toEqual([
    ['quokka', 'rests'],
  ]);
  expect(withoutKnown(set, knowing('quokka', 900))).toEqual([]);
});

test('words have the dictionary form of what they are in their sentence, and are known by it', async () => {
  const set = lemmatized(
    [
      sentence('She saw that the geese had gone.', 1, 'saw', 'geese', 'gone'),
      sentence('The saw was new; it’s a well-known tool.', 2, 'saw', "it's", 'well-known'),
    ],
    await lemmasOf('en-GB'),
  );
  expect(set.map(({ lemmas }) => lemmas)).toEqual([
    ['see', 'goose', 'go'],
    ['saw', "it's", 'well-known'],
  ]);
  expect(withoutKnown(set, knowing('goose, see, well-known'))).toMatchObject([
    { new_words: ['gone'], lemmas: ['go'] },
    { new_words: ['saw', "it's"], lemmas: ['saw', "it's"] },
  ]);
});

test('where there is no lemmatizer the words stay as written, and every output says so', async () => {
  expect(await lemmasOf('de')).toBe(null);
  expect(await lemmasOf(null)).toBe(null);
  const set = lemmatized(SET, null);
  const [head] = [...ankiLines(set, { name: 'a.pdf', labels: null, isLemmatized: false })];
  expect(head).toContain('\tDictionary forms (not known in this language: as written)\t');
  expect([...learningSetRows(set, false)].map((row) => row.slice(5))).toEqual([
    ['lemmas', 'lemmatized'],
    ['quokka rests', 'no'],
    ['the', 'no'],
  ]);
});

test('notes for Anki have four fields each, whatever the sentence holds', async () => {
  const set = lemmatized(SET, await lemmasOf('en'));
  const [head, ...notes] = [...ankiLines(set, { name: 'a.pdf', labels: ['i', '2'], isLemmatized: true })];
  expect(head).toBe('#separator:tab\n#html:false\n#columns:Sentence\tWords\tDictionary forms\tSource\n');
  expect(notes).toEqual([
    '"#1: The ""quokka"" rests."\t"quokka, rests"\t"quokka, rest"\t"a.pdf, page 1 (i)"\n',
    '"The end."\t"the"\t"the"\t"a.pdf, page 2"\n',
  ]);
});
