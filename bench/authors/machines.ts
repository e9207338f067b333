import { type HumanPost, sentence } from './humans.ts';
import { between, exponential, poisson, type Random, scaled } from './random.ts';

interface Machine {
  /** Hours from a midnight at which it posts on a day that begins at the hour `from`. */
  hours(from: number): number[];
  text(): string;
  links: number;
  hashtags(): number;
}

type Make = (random: Random) => Machine;

const times = (count: number, each: (at: number) => number): number[] =>
  Array.from({ length: count }, (_, at) => each(at));

/** A program that writes texts of its own, without links and hashtags. */
const plain = (hours: Machine['hours'], random: Random): Machine => ({
  hours,
  text: () => sentence(random),
  links: 0,
  hashtags: () => 0,
});

const isWorkday = (from: number): boolean => (from / 24) % 7 < 5;

/** As a person's day: some posts by chance between eight and 23 o'clock. */
function byDay(random: Random): Machine['hours'] {
  const perDay = scaled(1, 10, random);
  return (from) => times(poisson(perDay, random), () => from + between(8, 23, random));
}

/** Kinds of programs that post, as assumed. */
export const MACHINES: Readonly<Record<string, Make>> = {
  'timer of hours': (random) => {
    const [every, minute] = [1 + Math.floor(6 * random()), random()];
    return plain((from) => times(24, (at) => from + at + minute).filter((_, at) => at % every === 0), random);
  },
  'random minute of each hour': (random) => plain((from) => times(24, (at) => from + at + random()), random),
  'by chance, day and night': (random) => {
    const perDay = scaled(5, 50, random);
    return plain((from) => times(poisson(perDay, random), () => from + 24 * random()), random);
  },
  'fixed times on workdays': (random) => {
    const [first, every, count] = [7 + Math.floor(3 * random()), 1 + Math.floor(3 * random()), 4];
    const hours = (from: number) => times(count, (at) => from + first + every * at + 0.003 * random());
    return plain((from) => (isWorkday(from) ? hours(from) : []), random);
  },
  'random minutes of workdays': (random) => {
    const perDay = scaled(3, 12, random);
    const hours = (from: number) => times(poisson(perDay, random), () => from + between(9, 17, random));
    return plain((from) => (isWorkday(from) ? hours(from) : []), random);
  },
  'links to a feed': (random) => ({ ...plain(byDay(random), random), links: 1 }),
  'repeats a campaign': (random) => {
    const texts = Array.from({ length: 3 + Math.floor(20 * random()) }, () => sentence(random));
    const hours = byDay(random);
    return { ...plain(hours, random), text: () => texts[Math.floor(texts.length * random())] ?? '' };
  },
  'promotes hashtags': (random) => ({
    ...plain(byDay(random), random),
    hashtags: () => 2 + Math.floor(exponential(random)),
  }),
};

/** The first so many posts of a program of the kind. */
export function createMachinePosts(make: Make, count: number, random: Random): HumanPost[] {
  const machine = make(random);
  const hours: number[] = [];
  for (let day = 0; hours.length < count; day += 1) hours.push(...machine.hours(24 * day));
  return hours
    .sort((a, b) => a - b)
    .slice(0, count)
    .map((hour) => ({ hour, text: machine.text(), links: machine.links, hashtags: machine.hashtags() }));
}
