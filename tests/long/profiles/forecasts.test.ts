import { expect, test } from 'vitest';
import { OTHERS, STOPS } from '../../../bench/authors/other-rates.ts';
import { KINDS } from '../../../bench/authors/rates.ts';
import { type Coverage, coverageOf } from '../../profiles/forecasts/coverage.ts';

/** Share of authors: who fell silent a few days before the end cannot be told from one who pauses. */
const STOPPED_AT_MOST = 0.02;
/** Share of authors who stopped whose forecast does not hold 0 posts. */
const STOPPED_MISSED_AT_MOST = 0.01;
/** Their last silence is a usual one for many, however it ends. */
const ONLY_JUST = ['stops a day before', 'stops three days before'];
function print(all: readonly Coverage[]): void {
  for (const { kind, given, held } of all) {
    console.log(`${kind}: ${given} forecasts${given > 0 ? `, ${(100 * held).toFixed(1)} % held` : ''}`);
  }
}

test('of 1,200 authors of each kind, the intervals that are given hold 75 to 85 %, or hardly any is given', () => {
  const all = coverageOf(KINDS, 1_200, 20_261_130);
  print(all);
  for (const { kind, given, held, told } of all) {
    if (given < 60) continue;
    expect(held, kind).toBeGreaterThanOrEqual(0.75);
    expect(held, kind).toBeLessThanOrEqual(0.85);
    expect(told[0], kind).toBeGreaterThanOrEqual(0.75);
    expect(told[1], kind).toBeLessThanOrEqual(0.85);
  }
  const { given = 0, held = 0 } = all.find(({ kind }) => kind === 'stopped') ?? {};
  expect(given).toBeLessThanOrEqual(1_200 * STOPPED_AT_MOST);
  expect(given * (1 - held)).toBeLessThanOrEqual(1_200 * STOPPED_MISSED_AT_MOST);
});

test('of 120 authors of habits that it was not made with, they hold 75 to 85 % but for chance', () => {
  const all = coverageOf(OTHERS, 120, 31);
  print(all);
  for (const { kind, given, held } of all.filter((each) => each.given > 0)) {
    // Three standard errors of a share of 0.8.
    const chance = 3 * Math.sqrt((0.8 * 0.2) / given);
    expect(held, kind).toBeGreaterThanOrEqual(0.75 - chance);
    expect(held, kind).toBeLessThanOrEqual(0.85 + chance);
  }
  expect(all.find(({ kind }) => kind === 'bot with outages')?.given).toBeLessThanOrEqual(5);
});

test('however 200 authors stop, hardly any of a week before gets a forecast, and those of a day before hold', () => {
  const all = coverageOf(STOPS, 200, 32);
  print(all);
  for (const { kind, given, held } of all) {
    if (ONLY_JUST.includes(kind)) expect(held, kind).toBeGreaterThan(0.65);
    else expect(given * (1 - held) || 0, kind).toBeLessThanOrEqual(200 * STOPPED_AT_MOST);
  }
});
