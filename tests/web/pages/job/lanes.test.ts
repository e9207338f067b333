import { describe, expect, test } from 'vitest';
import type { SliceJson } from '../../../../lib/http/jobs/json-shapes.ts';
import { stripOf } from '../../../../web/pages/job/lanes.ts';
import { stripWords } from '../../../../web/pages/job/strip-words.ts';
import { iso, NOW } from './job-of.ts';

const slice = (line: string, from: number, seen: number, state: SliceJson['state']): SliceJson => ({
  epoch: 1,
  line,
  state,
  started_at: iso(NOW + from),
  last_seen_at: iso(NOW + seen),
  ended_at: null,
  turns: 3,
  steps_claimed: 10,
  steps_ended: 7,
});

const lanesOf = (slices: SliceJson[], until: number, over = false) =>
  stripOf(slices, { beganAt: NOW, untilAt: NOW + until, over }).lanes.map(({ line, blocks }) => [
    line,
    ...blocks.map(({ kind, from, to }) => [kind, from - NOW, to - NOW]),
  ]);

describe('the picture of a job', () => {
  test('shows waiting before, between and after functions, and work between', () => {
    const slices = [slice('0', 400, 2_000, 'handed_over'), slice('0', 2_500, 4_000, 'handed_over')];
    expect(lanesOf(slices, 5_000)).toEqual([
      [
        '0',
        ['wait', 0, 400],
        ['work', 400, 2_000],
        ['wait', 2_000, 2_500],
        ['work', 2_500, 4_000],
        ['wait', 4_000, 5_000],
      ],
    ]);
  });

  test('shows no waiting behind a lane that found nothing left, or a job that is over', () => {
    expect(lanesOf([slice('0', 0, 2_000, 'idle')], 5_000)).toEqual([['0', ['work', 0, 2_000]]]);
    expect(lanesOf([slice('0', 0, 2_000, 'handed_over')], 5_000, true)).toEqual([['0', ['work', 0, 2_000]]]);
  });

  test('notches a death where the function was last heard of, and the time until another came', () => {
    const slices = [slice('0', 0, 2_000, 'died'), slice('0', 7_000, 9_000, 'idle')];
    expect(lanesOf(slices, 9_000, true)).toEqual([
      ['0', ['died', 0, 2_000], ['wait', 2_000, 7_000], ['work', 7_000, 9_000]],
    ]);
  });

  test('does not say of a function that it works when it has not been heard of for a while', () => {
    expect(lanesOf([slice('0', 0, 4_000, 'working')], 5_000)).toEqual([['0', ['work', 0, 5_000]]]);
    expect(lanesOf([slice('0', 0, 4_000, 'working')], 20_000)).toEqual([
      ['0', ['work', 0, 4_000], ['wait', 4_000, 20_000]],
    ]);
  });

  test('has its lanes in order, the watchdog last and never waiting', () => {
    const slices = ['10', 'w', '2'].map((line) => slice(line, 1_000, 2_000, 'handed_over'));
    expect(lanesOf(slices, 2_000).map(([line]) => line)).toEqual(['2', '10', 'w']);
    expect(lanesOf(slices, 2_000).at(-1)).toEqual(['w', ['work', 1_000, 2_000]]);
  });

  test('is told in words, deaths and what they held included', () => {
    const slices = [slice('0', 0, 2_000, 'died'), slice('0', 7_000, 9_000, 'idle')];
    const strip = stripOf(slices, { beganAt: NOW, untilAt: NOW + 9_000, over: true });
    expect(stripWords(strip, slices, NOW)).toBe(
      '2 functions in 1 lane over 9.0 s. One function stopped without an answer at 14:43:02; 3 steps that they held went back to be done again.',
    );
    expect(stripWords(stripOf([], { beganAt: NOW, untilAt: NOW + 1, over: false }), [], NOW)).toBe(
      'No function has come yet.',
    );
  });
});
