import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { entitiesIn, mergeEntities } from '../../../lib/documents/analyses/entities.ts';

const values = (kind: string, text: string) =>
  atOnce(entitiesIn([{ page: 1, text }]))
    .filter((entity) => entity.kind === kind)
    .map(({ value }) => value);

describe('entities', () => {
  test.each([
    ['on 2024-02-29 and 2023-02-29', ['2024-02-29']],
    [
      '12 March 2024, March 3rd, 2021, 1er mai 1999, 3. Oktober 1990, 5 de junio de 2020',
      ['2024-03-12', '2021-03-03', '1999-05-01', '1990-10-03', '2020-06-05'],
    ],
    ['in May 2021 but not on 31 June 2021', ['2021-05']],
    ['13/02/2024, 02/13/2024, 03/04/2024, 05/05/2024, 45/45/2024', ['2024-02-13', null, '2024-05-05']],
    ['24.12.2023; 2024年3月12日', ['2023-12-24', '2024-03-12']],
    ['version 1.2.2024.5, 1234-56-789', []],
  ])('dates of %j', (text, expected) => {
    expect(values('date', text)).toEqual(expected);
  });

  test.each([
    ['$1,234.56 and €1.234,56 and 1 234,56 €', ['USD 1234.56', 'EUR 1234.56']],
    [
      'EUR 5 million, 2.5bn USD, £3k, ₹12,34,567',
      ['EUR 5000000', 'USD 2500000000', 'GBP 3000', 'INR 1234567'],
    ],
    ["CHF 1'000 or 20 euros", ['CHF 1000', 'EUR 20']],
    ['100 try, 11 12 21 22 $, x$5, A4 12', []],
  ])('amounts of %j', (text, expected) => {
    expect(values('amount', text).sort()).toEqual([...expected].sort());
  });

  test('addresses lose the punctuation of their sentence, not their own', () => {
    const text =
      'See (https://en.wikipedia.org/wiki/Set_(mathematics)), www.example.org. Mail Ann.Lee@Example.org! doi:10.1000/ABC(1).';
    expect(values('url', text)).toEqual([
      'https://en.wikipedia.org/wiki/Set_(mathematics)',
      'https://www.example.org',
    ]);
    expect(values('email', text)).toEqual(['ann.lee@example.org']);
    expect(values('doi', text)).toEqual(['10.1000/abc(1)']);
  });

  test('pages read apart and merged give what they give together', () => {
    const one = { page: 1, id: 'p1-a', text: 'Paid €5 on 2024-01-02, see a@b.org.' };
    const two = { page: 7, id: 't7-b', text: 'Again €5, and a@b.org.' };
    const together = atOnce(entitiesIn([one, two]));
    expect(atOnce(mergeEntities([...atOnce(entitiesIn([one])), ...atOnce(entitiesIn([two]))]))).toEqual(
      together,
    );
    expect(together.find(({ kind }) => kind === 'amount')).toEqual({
      kind: 'amount',
      text: '€5',
      value: 'EUR 5',
      count: 2,
      pages: [1, 7],
      paragraphs: ['p1-a', 't7-b'],
    });
  });

  test('a value in very many paragraphs names the first twenty', () => {
    const texts = Array.from({ length: 30 }, (_, at) => ({ page: 1, id: `p${at}`, text: 'Paid €5.' }));
    const [found] = atOnce(entitiesIn(texts));
    expect(found).toMatchObject({ count: 30, paragraphs: texts.slice(0, 20).map(({ id }) => id) });
  });

  test('a megabyte of one letter, digit or sign is read to its end', () => {
    for (const letter of ['a', '1', '.', '@', '1,', 'a@', '$', 'http://', '10.1234/']) {
      expect(
        Array.isArray(atOnce(entitiesIn([{ page: 1, text: letter.repeat(1_000_000 / letter.length) }]))),
      ).toBe(true);
    }
  });
});
