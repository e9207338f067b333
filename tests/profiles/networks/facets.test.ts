import { expect, test } from 'vitest';
import { findHashtags, findMentions } from '../../../lib/profiles/networks/links.ts';

test.each([
  ['#می‌خواهم برم', ['می‌خواهم']],
  ['#ゲーム・音楽 が', ['ゲーム・音楽']],
  ['#צה״ל כאן', ['צה״ל']],
  ['#col·lega i #punt.', ['col·lega', 'punt']],
  ['no#tag, a#b and &#39;', []],
])('the hashtags of %s end where X ends them', (text, tags) => {
  expect(findHashtags(text)).toEqual(tags);
});

test.each([
  ['.@bob said', ['bob']],
  ['(@bob) and ".@ann"', ['bob', 'ann']],
  ['bob.@example.com or bob@example.com', []],
])('the mentions of %s', (text, names) => {
  expect(findMentions(text)).toEqual(names);
});
