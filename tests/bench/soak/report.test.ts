import { describe, expect, test } from 'vitest';
import { printReport } from '../../../bench/soak/report.ts';
import { type Name, type Sample, SERIES } from '../../../bench/soak/sample.ts';

const LINEAR: readonly Name[] = ['jobs', 'steps', 'slices', 'bytes'];

/** A sample of a day on which only rows grow, with some values changed. */
function sampleOf(nth: number, changes: Partial<Sample['values']>): Sample {
  const names = Object.keys(SERIES).filter((name): name is Name => name in SERIES);
  const usual = names.map((name) => [name, LINEAR.includes(name) ? nth * 80 : 10] as const);
  const values: Record<Name, number> = { ...(Object.fromEntries(usual) as Record<Name, number>), ...changes };
  return { jobs: nth * 100, stormy: false, values };
}

const REST = {
  audit: { lost: [], doubled: [], stuck: [], wrong: [], events: [] },
  options: { hours: 24, jobs: 10_000, minutes: 9 },
  ...{ seconds: 540, heldSeconds: 0, refused: {}, warned: {}, steps: 1, waiting: 0 },
};

/** What is wrong with a day of 96 samples. */
function failuresOf(changes: (nth: number) => Partial<Sample['values']>, isStormy = (_: number) => false) {
  const samples = Array.from({ length: 96 }, (_, nth) => ({
    ...sampleOf(nth, changes(nth)),
    stormy: isStormy(nth),
  }));
  return printReport({ samples, ...REST }, () => {});
}

describe('the report of a soak', () => {
  test('finds nothing wrong with a day on which only rows grow', () => {
    expect(failuresOf(() => ({}))).toEqual([]);
  });

  test('calls an answer that takes longer and longer no longer flat', () => {
    expect(failuresOf((nth) => ({ create50: 10 + nth }))).toEqual(['POST /jobs, p50 is not flat']);
  });

  test('knows a machine that gets slower from a service that does', () => {
    expect(failuresOf((nth) => ({ create50: 10 + nth, control: 5 + nth / 2 }))).toEqual([]);
    expect(failuresOf((nth) => ({ control: 100 - nth }))).toContain('POST /jobs, p50 is not flat');
  });

  test('leaves out what was measured while something was away, but not memory', () => {
    const stormy = (name: Name) =>
      failuresOf(
        (nth) => ({ [name]: nth > 60 ? nth * 10 : 10 }),
        (nth) => nth > 60,
      );
    expect(stormy('read50')).toEqual([]);
    expect(stormy('heap')).toEqual(['functions: heap and buffers after gc is not flat']);
  });
});
