import { describe, expect, test } from 'vitest';
import { figuresOf, pageOf } from '../../../bench/memory/table.ts';

const RESULTS = {
  commit: 'abc',
  date: '2026-11-30T00:00:00Z',
  machine: {
    ...{ cores: 2, cpu: 'a CPU', memoryGb: 8, kernel: '6.1', node: 'v24.0.0', postgres: '', loadBefore: 0.1 },
  },
  scenarios: [
    { title: 'idle', peaks: new Map([['host', 100e6]]) },
    {
      title: 'busy',
      peaks: new Map([
        ['host', 120e6],
        ['function process', 401e6],
      ]),
    },
  ],
};

describe('the table of memory', () => {
  test('begins with the process that held most, and has a dash where one did not run', () => {
    const rows = pageOf(RESULTS)
      .split('\n')
      .filter((each) => each.startsWith('|'));
    expect(rows).toEqual([
      '|  | idle | busy |',
      '| --- | ---: | ---: |',
      '| function process | — | 401 |',
      '| host | 100 | 120 |',
    ]);
  });

  test('allows no process more than 400 MB', () => {
    const over = figuresOf(RESULTS).filter(({ value, budget }) => value > (budget ?? 0));
    expect(over.map(({ name, unit }) => [name, unit])).toEqual([['busy: function process', 'MB']]);
  });
});
