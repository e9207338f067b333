import { between, exponential, normal, poisson, type Random, scaled } from './random.ts';

export type Rate = (day: number) => number;

/** Instants in days from 0, ascending, by chance at a rate of posts a day. */
export function byChance(days: number, rate: Rate, random: Random): number[] {
  const times = Array.from({ length: days }, (_, day) =>
    Array.from({ length: poisson(rate(day), random) }, () => day + random()),
  );
  return times.flat().sort((a, b) => a - b);
}

/** Each post brings `branching` further ones on average, after a delay of so many days (Hawkes 1971). */
function selfExciting(
  days: number,
  rate: Rate,
  { branching, delay }: { branching: number; delay: number },
  random: Random,
): number[] {
  const times = byChance(days, (day) => rate(day) * (1 - branching), random);
  for (let at = 0; at < times.length; at += 1) {
    for (let more = poisson(branching, random); more > 0; more -= 1) {
      const time = (times[at] ?? 0) + delay * exponential(random);
      if (time < days) times.push(time);
    }
  }
  return times.sort((a, b) => a - b);
}

/** Whether a day lies in one of the spans of so many days that begin so often a year. */
export function spans(days: number, perYear: number, lasting: readonly [number, number], random: Random) {
  const all = Array.from({ length: poisson((perYear * days) / 365, random) }, () => {
    const from = random() * days;
    return { from, to: from + between(...lasting, random) };
  });
  return (day: number): boolean => all.some(({ from, to }) => day >= from && day < to);
}

const weekdays = (least: number, random: Random): number[] => {
  const weights = Array.from({ length: 7 }, () => least + exponential(random));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (7 * weight) / sum);
};

function changing(days: number, perDay: number, random: Random): Rate {
  const changes = Array.from({ length: 1 + Math.floor(3 * random()) }, () => random() * days);
  const levels = [perDay];
  for (const _ of changes) {
    const factor = between(1, 2.5, random);
    levels.push((levels.at(-1) ?? perDay) > perDay ? perDay / factor : perDay * factor);
  }
  return (day) => levels[changes.filter((change) => change <= day).length] ?? perDay;
}

function drifting(days: number, random: Random): Rate {
  let level = 0;
  const levels = Array.from({ length: days }, () => {
    level += 0.05 * normal(random);
    return Math.exp(level);
  });
  return (day) => levels[day] ?? 1;
}

function mixed(days: number, perDay: number, random: Random): number[] {
  const away = spans(days, 3, [5, 18], random);
  const [drift, weights] = [drifting(days, random), weekdays(0.3, random)];
  const rate: Rate = (day) => (away(day) ? 0 : perDay * drift(day) * (weights[day % 7] ?? 1));
  return selfExciting(days, rate, { branching: 0.4, delay: 0.5 }, random);
}

function heavyTailed(days: number, perDay: number, random: Random): number[] {
  const weeks = Array.from({ length: Math.ceil(days / 7) + 1 }, () => Math.exp(0.9 * normal(random) - 0.4));
  const phase = Math.floor(7 * random());
  return byChance(days, (day) => perDay * (weeks[Math.floor((day + phase) / 7)] ?? 1), random);
}

export type Make = (days: number, perDay: number, random: Random) => number[];

/** Instants of posts in days from 0, ascending; `perDay` is about the mean. */
export const KINDS: Readonly<Record<string, Make>> = {
  steady: (days, perDay, random) => byChance(days, () => perDay, random),
  bursty: (days, perDay, random) => {
    const bursts = { branching: between(0.4, 0.8, random), delay: scaled(0.1, 2, random) };
    return selfExciting(days, () => perDay, bursts, random);
  },
  'weekly rhythm': (days, perDay, random) => {
    const weights = weekdays(0, random);
    return byChance(days, (day) => perDay * (weights[day % 7] ?? 1), random);
  },
  growing: (days, perDay, random) => {
    const factor = between(2, 6, random);
    return byChance(days, (day) => (perDay / 2) * factor ** (day / days), random);
  },
  fading: (days, perDay, random) => {
    const factor = between(2, 6, random);
    return byChance(days, (day) => perDay * 2 * factor ** (-day / days), random);
  },
  stopped: (days, perDay, random) => {
    const until = between(0.3, 1, random) * (days - 7);
    return byChance(days, (day) => (day < until ? perDay : 0), random);
  },
  sparse: (days, _, random) => {
    const perDay = scaled(0.1, 1, random) / 7;
    return byChance(days, () => perDay, random);
  },
  'new habits': (days, perDay, random) => byChance(days, changing(days, perDay, random), random),
  holidays: (days, perDay, random) => {
    const away = spans(days, 5, [5, 21], random);
    return byChance(days, (day) => (away(day) ? 0 : perDay), random);
  },
  'new account': (days, perDay, random) => {
    const from = Math.max(0, days - Math.floor(between(28, 147, random)));
    return byChance(days, (day) => (day < from ? 0 : perDay), random);
  },
  campaigns: (days, perDay, random) => {
    const [busy, factor] = [spans(days, 5, [10, 28], random), between(2, 5, random)];
    return byChance(days, (day) => (busy(day) ? perDay * factor : perDay), random);
  },
  mixed,
  'heavy-tailed': heavyTailed,
};

export interface Author {
  /** Instants in days before the end of the observation, negative, ascending. */
  past: number[];
  /** Posts in the seven days after it. */
  next: number;
}

/** An author seen for 16 to 104 weeks who posts about 2 to 40 times a week. */
export function createAuthor(make: Make, random: Random): Author {
  const weeks = Math.floor(between(16, 104, random));
  const times = make(weeks * 7 + 7, scaled(2, 40, random) / 7, random).map((day) => day - weeks * 7);
  return { past: times.filter((day) => day <= 0), next: times.filter((day) => day > 0 && day <= 7).length };
}
