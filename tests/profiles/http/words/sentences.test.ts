import { expect, test } from 'vitest';
import { figure } from '../../../../lib/profiles/http/words/figures.ts';
import { readFinding } from '../../../../lib/profiles/http/words/read-findings.ts';
import { sentenceOf } from '../../../../lib/profiles/http/words/sentences.ts';

const said = (analysis: string, name: string, value: unknown): string =>
  (sentenceOf(analysis, name, value) ?? [])
    .map((part) => (typeof part === 'string' ? part : part.quoted))
    .join('');

test('a middle half that is one number is no range', () => {
  const longest = { hours: 48, from: null, to: null };
  const gaps = (p75: number) => ({ hours_between_posts: { p25: 24, median: 24, p75 }, longest });
  expect(said('activity', 'gaps', gaps(24))).toMatch(/^Half of the pauses are 24 hours\./);
  expect(said('activity', 'gaps', gaps(30))).toMatch(
    /^Half of the pauses are between 24 hours and 30 hours\./,
  );
});

test('one account is addressed, two are', () => {
  const addressed = (distinct: number) => said('network', 'concentration', { top_5_share: 1, distinct });
  expect(addressed(1)).toBe('No more than 1 account is addressed at all.');
  expect(addressed(2)).toBe('No more than 2 accounts are addressed at all.');
});

test('no hour is the fullest where none has two posts', () => {
  const week = (most: number) => ({ rows: ['monday', 'tuesday'], counts: [[0, most], [1]] });
  expect(said('activity', 'hours_and_weekdays', week(1))).toBe('No hour of the week has more than one post.');
  expect(said('activity', 'hours_and_weekdays', week(2))).toContain('is Monday at 01:00, with 2 posts');
});

test('whole numbers have commas from a thousand on', () => {
  expect([999, 1_000, 12_345.6].map(figure)).toEqual(['999', '1,000', '12,346']);
});

test('how accurate a finding is stands before it, as its warning does, and not among its figures', () => {
  const given = (value: object) => readFinding('sentiment', 'distribution', { ...BASIS, value });
  expect(given({ labels: [], accuracy: 'In 62 of 100.' })).toMatchObject({
    warning: 'In 62 of 100.',
    value: { labels: [] },
  });
  expect(given({ labels: [] })?.warning).toBeNull();
});

const BASIS = { n: 1, confidence: 'low', post_ids: [] };
