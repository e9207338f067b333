import { humansWhoShow } from '../../../bench/authors/human-signals.ts';
import rates from '../../../lib/profiles/analyses/human-rates.json' with { type: 'json' };

interface Counted {
  part: number;
  of: number;
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let each = 2; each <= n; each += 1) sum += Math.log(each);
  return sum;
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Probability of two shares at least as different as these if both are of one chance (Fisher's exact test, two-sided). */
export function sameChance(a: Counted, b: Counted): number {
  const all = a.part + b.part;
  const whole = logChoose(a.of + b.of, all);
  const logAt = (part: number): number => logChoose(a.of, part) + logChoose(b.of, all - part) - whole;
  const [from, to] = [Math.max(0, all - b.of), Math.min(a.of, all)];
  const seen = logAt(a.part) + 1e-9;
  const logs = Array.from({ length: to - from + 1 }, (_, at) => logAt(from + at));
  return logs.filter((log) => log <= seen).reduce((sum, log) => sum + Math.exp(log), 0);
}

/**
 * Signals that simulated people of a kind show more or less often than the reports state, at a level of 1 % over all kinds
 * and signals.
 */
export function unlikeStated(people: number, posts: number, seed: number): string[] {
  const column = rates.posts.indexOf(posts);
  const shown = humansWhoShow(people, posts, seed);
  return shown.flatMap(({ name, kind, people: showing }) => {
    const stated = Object.entries(rates.shown[name]).find(([each]) => each === kind)?.[1][column] ?? null;
    if (showing === null || stated === null) {
      return showing === stated ? [] : [`${name}, ${kind}: assessed in one of the two only`];
    }
    const chance = sameChance({ part: stated, of: rates.people }, { part: showing, of: people });
    return chance >= 0.01 / shown.length
      ? []
      : [`${name}, ${kind}: ${stated} of ${rates.people} stated, ${showing} of ${people} seen`];
  });
}
