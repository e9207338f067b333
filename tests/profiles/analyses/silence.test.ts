import { expect, test } from 'vitest';
import { silenceAt } from '../../../lib/profiles/analyses/silence.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday, 00:00 UTC. */
const START = Date.UTC(2024, 0, 1);
const WEEKS = 30;
const END = START + WEEKS * 7 * DAY;

/** Posts at the given hours of each day on which somebody posts. */
const habit = (posts: (day: number) => boolean, hours: readonly number[]): number[] =>
  Array.from({ length: WEEKS * 7 }, (_, day) => day)
    .filter(posts)
    .flatMap((day) => hours.map((hour) => START + day * DAY + hour * HOUR));

const isUnusuallySilent = (times: readonly number[], endMs: number): boolean =>
  silenceAt(times, endMs) === 'unusual';

const workdays = habit((day) => day % 7 < 5, [9, 12, 17]);

test('a weekend is a usual silence for one who posts on workdays, and three days of the week are not', () => {
  expect(isUnusuallySilent(workdays, END - HOUR)).toBe(false);
  expect(isUnusuallySilent(workdays, END + DAY)).toBe(true);
});

test('a night is a usual silence for one who posts every half hour of the day', () => {
  const hours = Array.from({ length: 32 }, (_, at) => 7 + at / 2);
  const often = habit(() => true, hours);
  expect(isUnusuallySilent(often, END + 6 * HOUR)).toBe(false);
  expect(isUnusuallySilent(often, END + 12 * HOUR)).toBe(true);
});

test('an author of a post a day who has been silent for three days may have stopped', () => {
  const daily = habit(() => true, [12]);
  expect(isUnusuallySilent(daily, END + 11 * HOUR)).toBe(false);
  expect(isUnusuallySilent(daily, END + 3 * DAY)).toBe(true);
});

test('the moment before the usual post is no silence, though a post comes at that moment in other weeks', () => {
  expect(isUnusuallySilent(habit(() => true, [0]).slice(0, -1), END - DAY)).toBe(false);
});

test('pauses of more than half a year ago do not count', () => {
  const long = [START - 400 * DAY, ...habit(() => true, [12])];
  expect(isUnusuallySilent(long, END + 4 * DAY)).toBe(true);
});

test('with a single post, any silence is unusual', () => {
  expect(isUnusuallySilent([START], START + DAY)).toBe(true);
});

test('a silence within the usual pauses is long where stopping meanwhile is likely enough', () => {
  // Pauses of one to four days, as long as each other as often.
  const pauses = Array.from({ length: 80 }, (_, at) => 1 + ((at * 7) % 13) / 4);
  let at = END;
  const times = pauses.map((days) => (at -= days * DAY)).reverse();
  const last = times.at(-1) ?? 0;
  expect(silenceAt(times, last + HOUR)).toBe('usual');
  expect(silenceAt(times, last + 3.3 * DAY)).toBe('long');
  expect(silenceAt(times, last + 6 * DAY)).toBe('unusual');
});

test('a weekend of one who posts on workdays leaves no doubt, however long', () => {
  expect(silenceAt(workdays, END - HOUR)).toBe('usual');
});
