import { describe, expect, test } from 'vitest';
import {
  distinctLinks,
  distinctNames,
  findHashtags,
  findLinks,
  findMentions,
  webUrl,
} from '../../../lib/profiles/networks/links.ts';

describe('in plain text', () => {
  test.each([
    ['See https://a.example/b?c=d#e.', ['https://a.example/b?c=d#e']],
    [
      '(https://en.wikipedia.org/wiki/A_(b)) and (http://b.example/c)',
      ['https://en.wikipedia.org/wiki/A_(b))', 'http://b.example/c'],
    ],
    ['"https://a.example/b", <https://c.example>…', ['https://a.example/b', 'https://c.example']],
    ['ftp://a.example mailto:a@b.example www.example.com xhttps://no.example', []],
    ['https://', ['https']],
  ])('links of %j', (text, expected) => {
    const found = findLinks(text);
    if (expected[0] !== 'https') expect(distinctLinks(found)).toEqual(distinctLinks(expected));
    else expect(distinctLinks(found)).toEqual([]);
  });

  test.each([
    ['#Rivers and #maps2, #größe #日本 ＃全角', ['Rivers', 'maps2', 'größe', '日本', '全角']],
    ['#1 #2024 a#b &#39; https://a.example/#part ##', []],
    ['(#in) "#quotes"', ['in', 'quotes']],
  ])('hashtags of %j', (text, expected) => {
    expect(findHashtags(text)).toEqual(expected);
  });

  test.each([
    ['@bob, @Carol_1! (@dave)', ['bob', 'Carol_1', 'dave']],
    ['hi @alice.bsky.social.', ['alice.bsky.social']],
    ['@bob@social.example and', ['bob@social.example']],
    ['mail me@example.com https://x.example/@name @ @-', []],
  ])('mentions of %j', (text, expected) => {
    expect(findMentions(text)).toEqual(expected);
  });

  test('hostile text of 100,000 characters comes to an end', () => {
    for (const piece of ['@a.', '#', '#a_', 'http://', '(', 'https://a).', '@a@a.', ')']) {
      const text = `https://a ${piece.repeat(100_000 / piece.length)} https://a${')'.repeat(100_000)}`;
      expect(distinctNames([...findMentions(text), ...findHashtags(text)]).length).toBeLessThanOrEqual(500);
      expect(distinctLinks(findLinks(text)).length).toBeLessThanOrEqual(500);
    }
  });
});

describe('what is kept', () => {
  test.each([
    ['https://Example.com/A', 'https://example.com/A'],
    ['http://a.example', 'http://a.example/'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://user:pass@a.example/', null],
    ['/relative', null],
    [`https://a.example/${'x'.repeat(2048)}`, null],
    [7, null],
  ])('of the URL %s is %s', (value, expected) => {
    expect(webUrl(value)).toBe(expected);
  });

  test('of names: lower case, without mark, each once', () => {
    expect(distinctNames(['@Bob', 'bob', '#Rivers', '', ' ', 'x'.repeat(257)])).toEqual(['bob', 'rivers']);
  });
});
