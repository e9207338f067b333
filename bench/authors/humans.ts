import { between, exponential, normal, poisson, type Random, scaled } from './random.ts';

/** What a person or a program publishes; the hour is counted from a midnight. */
export interface HumanPost {
  hour: number;
  text: string;
  links: number;
  hashtags: number;
}

const WORDS = Array.from({ length: 2_000 }, (_, index) => `w${index.toString(36)}`);

/** Frequent words are more frequent (Zipf). */
const word = (random: Random): string => WORDS[Math.floor(WORDS.length * random() ** 3)] ?? '';
export const sentence = (random: Random): string =>
  Array.from({ length: 6 + poisson(8, random) }, () => word(random)).join(' ');

interface Person {
  /** Hour of waking on a day, on the clock at home; may lie beyond 24. */
  wakes(day: number): number;
  awakeHours: number;
  /** Posts on a day. */
  posts(day: number): number;
  /** Share of posts at night all the same. */
  sleepless: number;
  linkShare: number;
  hashtagShare: number;
  /** Share of posts that are one of a few greetings. */
  greetings: number;
  /** Posts at the same times of the day on the clock at home. */
  fixed: readonly FixedTime[];
  /** Share of posts that begin a thread. */
  threadShare: number;
}

interface FixedTime {
  hour: number;
  /** Standard deviation. */
  spreadHours: number;
  /** Share of days that have one. */
  share: number;
}

/** Days away from home and how far, in hours: two journeys a year. */
function journeys(days: number, perYear: number, random: Random): (day: number) => number {
  const all = Array.from({ length: poisson((perYear * days) / 365, random) }, () => {
    const from = random() * days;
    return { from, to: from + between(3, 21, random), hours: between(-11, 11, random) };
  });
  return (day) => all.find(({ from, to }) => day >= from && day < to)?.hours ?? 0;
}

function usual(random: Random, days: number): Person {
  const [waking, perDay, away] = [between(5, 11, random), scaled(0.3, 20, random), journeys(days, 2, random)];
  return {
    wakes: (day) => waking + 0.7 * normal(random) - away(day),
    awakeHours: between(14, 17, random),
    posts: () => poisson(perDay * exponential(random), random),
    sleepless: between(0, 0.04, random),
    linkShare: between(0, 0.6, random),
    hashtagShare: between(0, 0.5, random),
    greetings: between(0, 0.05, random),
    fixed: [],
    threadShare: 0,
  };
}

/** Lives in a time zone for 100 to 400 days, then in another. */
function homes(days: number, random: Random): (day: number) => number {
  const moves: { from: number; hours: number }[] = [];
  for (let from = between(20, 200, random); from < days; from += between(100, 400, random)) {
    moves.push({ from, hours: between(-11, 11, random) });
  }
  return (day) => moves.findLast(({ from }) => day >= from)?.hours ?? 0;
}

/** Days and nights of a roster of two weeks, with turns of two or three. */
const NIGHTS = [0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1];

/** Posts that a person wrote before and had sent by a tool, at quarters of an hour. */
const planned = (random: Random): FixedTime[] =>
  Array.from({ length: 1 + Math.floor(3 * random()) }, () => ({
    hour: Math.round(between(7, 22, random) * 4) / 4,
    spreadHours: 0.005,
    share: between(0.3, 0.95, random),
  }));

type Make = (random: Random, days: number) => Person;

/** Kinds of people, as assumed: nobody has counted how many of each there are. */
export const PEOPLE: Readonly<Record<string, Make>> = {
  'by day': usual,
  'frequent traveller': (random, days) => {
    const away = journeys(days, 15, random);
    const person = usual(random, days);
    return { ...person, wakes: (day) => person.wakes(day) - away(day) };
  },
  'moves to other time zones': (random, days) => {
    const [person, home] = [usual(random, days), homes(days, random)];
    return { ...person, wakes: (day) => person.wakes(day) - home(day) };
  },
  'shift worker': (random, days) => {
    const [person, turns] = [usual(random, days), Math.ceil(between(3, 14, random))];
    return { ...person, wakes: (day) => person.wakes(day) + 8 * (Math.floor(day / turns) % 3) };
  },
  'day and night shifts': (random, days) => {
    const [person, first] = [usual(random, days), Math.floor(28 * random())];
    return {
      ...person,
      wakes: (day) => person.wakes(day) + 12 * (NIGHTS[(day + first) % NIGHTS.length] ?? 0),
    };
  },
  'sleeps badly': (random, days) => ({ ...usual(random, days), sleepless: between(0.04, 0.15, random) }),
  'daily habit': (random, days) => ({
    ...usual(random, days),
    posts: () => poisson(0.3, random),
    fixed: [{ hour: 9, spreadHours: between(0.05, 0.5, random), share: 1 }],
  }),
  'plans posts': (random, days) => {
    const [person, perDay] = [usual(random, days), scaled(0.1, 3, random)];
    return { ...person, posts: () => poisson(perDay, random), fixed: planned(random) };
  },
  'writes threads': (random, days) => ({ ...usual(random, days), threadShare: between(0.05, 0.4, random) }),
  'greets every day': (random, days) => ({ ...usual(random, days), greetings: between(0.05, 0.25, random) }),
  'links and hashtags': (random, days) => ({
    ...usual(random, days),
    linkShare: between(0.4, 0.98, random),
    hashtagShare: between(0.4, 0.98, random),
  }),
};

/** Instants of a thread that begins at the hour: parts half a minute to five minutes apart. */
function threadFrom(hour: number, random: Random): number[] {
  const hours = [hour];
  for (let parts = 1 + poisson(4, random); parts > 0; parts -= 1) {
    hours.push((hours.at(-1) ?? hour) + scaled(0.5, 5, random) / 60);
  }
  return hours;
}

function hoursOf(day: number, person: Person, random: Random): number[] {
  const wakes = 24 * day + person.wakes(day);
  const asleep = 24 - person.awakeHours;
  const chance = Array.from({ length: person.posts(day) }, () =>
    random() < person.sleepless
      ? wakes + person.awakeHours + asleep * random()
      : wakes + person.awakeHours * random(),
  );
  const fixed = person.fixed.flatMap(({ hour, spreadHours, share }) =>
    random() < share ? [24 * day + hour + spreadHours * normal(random)] : [],
  );
  return [...chance, ...fixed].flatMap((hour) =>
    random() < person.threadShare ? threadFrom(hour, random) : [hour],
  );
}

/** The first so many posts of a person of the kind. */
export function createHumanPosts(make: Make, count: number, random: Random): HumanPost[] {
  const person = make(random, 4_000);
  const greetings = Array.from({ length: 5 }, () => sentence(random));
  const hours: number[] = [];
  for (let day = 0; hours.length < count; day += 1) hours.push(...hoursOf(day, person, random));
  return hours
    .sort((a, b) => a - b)
    .slice(0, count)
    .map((hour) => ({
      hour,
      text:
        random() < person.greetings
          ? (greetings[Math.floor(greetings.length * random())] ?? '')
          : sentence(random),
      links: Number(random() < person.linkShare),
      hashtags: random() < person.hashtagShare ? 1 + poisson(1, random) : 0,
    }));
}
