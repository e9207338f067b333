import { between, exponential, normal, poisson, type Random, scaled } from './random.ts';

export interface LikedPost {
  /** Days before the end of the observation, negative, ascending. */
  day: number;
  kind: 'post' | 'reply' | 'quote';
  link: boolean;
  hashtag: boolean;
  words: number;
  likes: number;
}

export interface Planted {
  /** How many times the likes a post with a link gets; 1 for no difference. */
  linkFactor: number;
}

/** Likes a post of the kind gets, as a share of a plain one's. */
const OF_KIND = { post: 1, reply: 0.1, quote: 0.5 } as const;

/** A habit that differs by kind and comes and goes over time, as campaigns and new interests do. */
function createHabit(days: number, random: Random) {
  const [period, phase, swing] = [between(0.3, 2, random) * days, random(), between(0, 0.35, random)];
  const base = { post: between(0.3, 0.6, random), reply: between(0.05, 0.3, random), quote: 0.3 };
  return (day: number, kind: LikedPost['kind']): boolean =>
    random() < base[kind] + swing * Math.sin(2 * Math.PI * (day / period + phase));
}

/** An audience that grows, and jumps once; likes spread as a gamma-Poisson mixture with a few that go far. */
function createAudience(days: number, random: Random) {
  const [growth, jumpAt, jump] = [scaled(0.5, 20, random), random() * days, scaled(1, 4, random)];
  const start = scaled(1, 30, random);
  const spread = between(0.3, 1, random);
  return (day: number): number => {
    const far = random() < 0.02 ? 5 + 20 * exponential(random) : 1;
    const chance = Math.exp(spread * normal(random) - spread ** 2 / 2);
    return start * growth ** (day / days) * (day > jumpAt ? jump : 1) * far * chance;
  };
}

/** Posts of an author whose likes depend on kind and audience, and on a link as far as planted. */
export function createLikedPosts(count: number, { linkFactor }: Planted, random: Random): LikedPost[] {
  const days = count / scaled(0.5, 8, random);
  const [link, hashtag, audience] = [
    createHabit(days, random),
    createHabit(days, random),
    createAudience(days, random),
  ];
  const times = Array.from({ length: count }, () => random() * days).sort((a, b) => a - b);
  const replies = between(0.1, 0.7, random);
  return times.map((day) => {
    const drawn = random();
    const kind = drawn < replies ? 'reply' : drawn < replies + 0.05 ? 'quote' : 'post';
    const linked = link(day, kind);
    const mean = audience(day) * OF_KIND[kind] * (linked ? linkFactor : 1);
    const words = (kind === 'reply' ? 4 : 12) + poisson(8, random);
    return {
      day: day - days - 3,
      kind,
      link: linked,
      hashtag: hashtag(day, kind),
      words,
      likes: poisson(mean, random),
    };
  });
}
