import { between, type Random } from './random.ts';
import { byChance, type Make, type Rate, spans } from './rates.ts';

/** Posts until so many days before the end of the observation, which is seven days before the last. */
const until = (times: readonly number[], days: number, before: number): number[] =>
  times.filter((time) => time < days - 7 - before);

const stops =
  (before: number): Make =>
  (days, perDay, random) =>
    until(
      byChance(days, () => perDay, random),
      days,
      before,
    );

function fadesOut(days: number, perDay: number, random: Random): number[] {
  const [end, over] = [between(0.4, 1, random) * (days - 7), 7 * between(3, 10, random)];
  const rate: Rate = (day) => perDay * Math.max(0, Math.min(1, (end - day) / over));
  return byChance(days, rate, random);
}

function stopsAfterBurst(days: number, perDay: number, random: Random): number[] {
  const end = between(0.4, 1, random) * (days - 7);
  const [over, factor] = [between(2, 10, random), between(3, 8, random)];
  const times = byChance(days, (day) => (day >= end - over ? perDay * factor : perDay), random);
  return times.filter((time) => time < end);
}

function returnsOnce(days: number, perDay: number, random: Random): number[] {
  const times = stops(between(21, 120, random))(days, perDay, random);
  return [...times, days - 7 - between(0, 7, random)];
}

/** Authors who stopped, in other ways than `stopped` of `KINDS`. */
export const STOPS: Readonly<Record<string, Make>> = {
  'stops a day before': stops(1),
  'stops three days before': stops(3),
  'stops a week before': stops(7),
  'stops a month before': stops(30),
  'fades out': fadesOut,
  'stops after a burst': stopsAfterBurst,
  'returns once': returnsOnce,
};

/** Alternates between two levels for 2 to 12 weeks each. */
function twoRegimes(days: number, perDay: number, random: Random): number[] {
  const levels = [perDay * between(0.2, 0.6, random), perDay * between(1.4, 3, random)];
  const ends: number[] = [];
  for (let day = 0; day < days; day += 7 * between(2, 12, random)) ends.push(day);
  return byChance(days, (day) => levels[ends.filter((end) => end <= day).length % 2] ?? perDay, random);
}

function outages(days: number, perDay: number, random: Random): number[] {
  const [down, first, count] = [spans(days, 6, [1, 10], random), random(), Math.max(1, Math.round(perDay))];
  const times = Array.from({ length: days }, (_, day) =>
    Array.from({ length: count }, (__, at) => day + ((first + at / count) % 1)),
  );
  return times
    .flat()
    .filter((time) => !down(time))
    .sort((a, b) => a - b);
}

/** Habits that the forecast was not made with. */
export const OTHERS: Readonly<Record<string, Make>> = {
  seasonal: (days, perDay, random) => {
    const [phase, swing] = [random(), between(0.3, 1, random)];
    return byChance(
      days,
      (day) => perDay * (1 + swing * Math.sin(2 * Math.PI * (day / 365 + phase))),
      random,
    );
  },
  'weekends alone': (days, perDay, random) => {
    const phase = Math.floor(7 * random());
    return byChance(days, (day) => ((day + phase) % 7 < 2 ? 3.5 * perDay : 0), random);
  },
  'monthly letter': (days, _, random) => {
    const [phase, parts] = [Math.floor(30 * random()), between(1, 4, random)];
    return byChance(days, (day) => ((day + phase) % 30 === 0 ? parts : 0), random);
  },
  'letter and talk': (days, perDay, random) => {
    const phase = Math.floor(30 * random());
    return byChance(days, (day) => perDay * ((day + phase) % 30 < 3 ? 5 : 0.6), random);
  },
  'two regimes': twoRegimes,
  'deletes old posts': (days, perDay, random) => {
    const half = between(30, 200, random);
    return byChance(days, (day) => perDay * 0.5 ** (Math.max(0, days - 7 - day) / half), random);
  },
  'on and off': (days, perDay, random) => {
    const away = spans(days, 12, [4, 25], random);
    return byChance(days, (day) => (away(day) ? 0 : 1.6 * perDay), random);
  },
  'bot with outages': outages,
};
