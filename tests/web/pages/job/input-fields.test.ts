import { describe, expect, test } from 'vitest';
import { differences } from '../../../../web/pages/job/differences.ts';
import { changesOf, fieldsOf } from '../../../../web/pages/job/input-fields.ts';
import { jobOf } from './job-of.ts';

const INPUT = {
  symbols: ['AAPL', 'MSFT'],
  capital: 100_000,
  costs: { fee: 0.1 },
  ocr: false,
  note: 'x',
  none: null,
};

describe('the form of an input', () => {
  test('shows each value as what it is', () => {
    expect(fieldsOf(INPUT).map(({ name, kind }) => [name, kind])).toEqual([
      ['symbols', 'lines'],
      ['capital', 'number'],
      ['costs', 'json'],
      ['ocr', 'yes-no'],
      ['note', 'text'],
      ['none', 'json'],
    ]);
    expect(fieldsOf(null)).toEqual([]);
  });

  test('sends what was changed and nothing else, so that a list that was cut here stays whole', () => {
    const texts = new Map([
      ['symbols', 'AAPL\n TCS.NS \n\n'],
      ['capital', '50000'],
      ['costs', '{"fee":0.2}'],
      ['ocr', 'true'],
      ['note', 'x'],
    ]);
    expect(changesOf(fieldsOf(INPUT), texts)).toEqual({
      symbols: ['AAPL', 'TCS.NS'],
      capital: 50_000,
      costs: { fee: 0.2 },
      ocr: true,
    });
    expect(changesOf(fieldsOf(INPUT), new Map())).toEqual({});
  });

  test('refuses what is no JSON where JSON is needed', () => {
    expect(() => changesOf(fieldsOf(INPUT), new Map([['costs', '{fee']]))).toThrow(SyntaxError);
  });
});

test('a comparison names each field of both inputs, and what they took', () => {
  const here = jobOf({}, { input: { capital: 1, symbols: ['A', 'B'] } });
  const there = jobOf({ status: 'completed', done: 100 }, { input: { capital: 2, mode: 'quick' } });
  const rows = differences(here, there);
  expect(rows.slice(0, 4)).toEqual([
    { name: 'Capital', here: '1', there: '2', isAsked: true },
    { name: 'Symbols', here: 'A, B', there: '–', isAsked: true },
    { name: 'Mode', here: '–', there: 'quick', isAsked: true },
    { name: 'State', here: 'Running', there: 'Done', isAsked: false },
  ]);
});
