import { describe, expect, test } from 'vitest';
import { withParameter } from '../../../web/words/address.ts';
import { bytes, counted, percent, usd } from '../../../web/words/count.ts';
import { cli, curl } from '../../../web/words/curl.ts';
import { clock, lasted, left } from '../../../web/words/time.ts';

describe('times are said', () => {
  test.each([
    [0, '0 ms'],
    [810, '810 ms'],
    [3_140, '3.1 s'],
    [9_960, '10 s'],
    [59_600, '1 min'],
    [125_000, '2 min 5 s'],
    [3_780_000, '1 h 3 min'],
    [86_400_000, '1 d'],
    [-5, '0 ms'],
  ])('%i ms as %s', (ms, said) => expect(lasted(ms)).toBe(said));

  test('what is left is never nothing', () => {
    expect([left(1), left(11_200)]).toEqual(['1 s', '12 s']);
  });

  test('of today without the day, of another day with it, of another year with that', () => {
    const now = new Date(2026, 0, 5, 14, 43).getTime();
    expect(clock(new Date(2026, 0, 5, 9, 2, 1).getTime(), now)).toBe('09:02:01');
    expect(clock(new Date(2026, 0, 4, 9, 2, 1).getTime(), now)).toBe('4 Jan, 09:02');
    expect(clock(new Date(2025, 11, 31, 9, 2).getTime(), now)).toBe('31 Dec 2025, 09:02');
  });
});

test.each([
  [0, '$0'],
  [0.000031, '$0.000031'],
  [0.000142, '$0.000142'],
  [0.00015, '$0.00015'],
  [0.00000041, '$0.00000041'],
  [0.0354, '$0.0354'],
  [0.5, '$0.50'],
  [12.345, '$12.35'],
])('a price of %d reads %s: as many digits as say something', (value, text) => expect(usd(value)).toBe(text));

test.each([
  [12, '12 B'],
  [4_200_000, '4.2 MB'],
  [1_070_000_000, '1.07 GB'],
])('%d bytes read %s', (size, text) => expect(bytes(size)).toBe(text));

test('a share that is small is not nothing', () => {
  expect([0.4712, 0.004, 0].map(percent)).toEqual(['47 %', 'below 1 %', '0 %']);
});

test('what is counted agrees with its number', () => {
  expect([counted(1, 'step'), counted(2_200, 'step'), counted(2, 'process', 'processes')]).toEqual([
    '1 step',
    '2,200 steps',
    '2 processes',
  ]);
});

test('a command quotes what a shell would read, and never writes out a key', () => {
  const { text } = curl({
    says: 'x',
    method: 'POST',
    url: 'http://a/b?c=1&d',
    json: { reason: "It's $HOME" },
    keyed: true,
  });
  expect(text).toBe(
    `curl -X POST 'http://a/b?c=1&d' \\\n  -H "Authorization: Bearer $UNSTUCK_KEY" \\\n  -H 'content-type: application/json' \\\n  -d '{"reason":"It'\\''s $HOME"}'`,
  );
});

test('a job is watched from a shell by the name of the command line', () => {
  expect(cli('Watch it', 'watch job_a')).toEqual({ says: 'Watch it', text: 'unstuck watch job_a' });
});

test('an address keeps its other parameters', () => {
  expect(withParameter('/jobs/a?share=t', 'step', 'TCS.NS')).toBe('/jobs/a?share=t&step=TCS.NS');
  expect(withParameter('/jobs/a?step=x', 'step', null)).toBe('/jobs/a');
});
