import { describe, expect, test } from 'vitest';
import { excerpt, hitsIn, parted } from '../../../../web/pages/document/search.ts';

const found = (text: string, asked: string): string[] =>
  hitsIn(text, asked).map(({ from, to }) => text.slice(from, to));

describe('finding words in a text', () => {
  test('passes over case, accents, ligatures and how words are spaced', () => {
    expect(found('Café, CAFE and cafe\u0301', 'café')).toEqual(['Café', 'CAFE', 'cafe\u0301']);
    expect(found('an eﬃcient  oﬃce', 'efficient office')).toEqual(['eﬃcient  oﬃce']);
    expect(found('two\nlines', 'two lines')).toEqual(['two\nlines']);
  });

  test('names places of the text as it is, behind letters of two units too', () => {
    const text = '𝔘𝔫 ß 10⁶ m²';
    expect(found(text, '10⁶')).toEqual(['10⁶']);
    expect(found(text, 'm2')).toEqual(['m²']);
  });

  test('takes plain letters and others for the same, in texts of either kind', () => {
    for (const text of ['Salt of the sea', 'Sält of the sea', 'Salt  of the sea', 'Salt of\nthe\tsea'])
      expect(hitsIn(text, 'SALT OF THE SEA'), text).toEqual([{ from: 0, to: text.length }]);
  });

  test('finds nothing for nothing, and stops at its limit', () => {
    expect(hitsIn('a b c', '  ')).toEqual([]);
    expect(hitsIn('a'.repeat(1_000), 'a', 5)).toHaveLength(5);
  });

  test('does not find a word within its own find', () => {
    expect(hitsIn('aaaa', 'aa')).toHaveLength(2);
  });
});

test('parts give the text back, with the finds marked', () => {
  const text = 'salt and Salt.';
  const parts = parted(text, hitsIn(text, 'salt'));
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.filter(({ marked }) => marked).map((part) => part.text)).toEqual(['salt', 'Salt']);
});

test('an excerpt is cut between words, and says where it is cut', () => {
  const text = `${'far '.repeat(40)}the find stands here ${'away '.repeat(40)}`.trim();
  const [hit] = hitsIn(text, 'find stands');
  if (!hit) throw new Error('not found');
  const { before, hit: words, after } = excerpt(text, hit);
  expect(words).toBe('find stands');
  expect(before).toMatch(/^…far .*the $/);
  expect(after).toMatch(/^ here .*away…$/);
});
