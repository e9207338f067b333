import rates from './human-rates.json' with { type: 'json' };
import { rounded, share } from './statistics.ts';

/** Signals that the simulation of `npm run bench -- humans` counts. */
export type Simulated = keyof typeof rates.shown;

/** Of the normal distribution, for intervals of 95 %. */
const Z = 1.959964;

/** Interval of a share that holds the true one with 95 % (Wilson 1927). */
function wilson(part: number, whole: number): { low: number; high: number } {
  const centre = (part + Z ** 2 / 2) / (whole + Z ** 2);
  const reach = (Z / (whole + Z ** 2)) * Math.sqrt((part * (whole - part)) / whole + Z ** 2 / 4);
  return { low: rounded(Math.max(0, centre - reach)), high: rounded(Math.min(1, centre + reach)) };
}

interface Column {
  posts: number;
  kinds: { kind: string; people: number }[];
}

/** The simulation whose number of posts is nearest in proportion, of those that assess the signal. */
function nearest(signal: Simulated, posts: number): Column | null {
  const entries = Object.entries(rates.shown[signal]);
  const columns = rates.posts.map(
    (size, at): Column => ({
      posts: size,
      kinds: entries.flatMap(([kind, counts]) => {
        const people = counts[at] ?? null;
        return people === null ? [] : [{ kind, people }];
      }),
    }),
  );
  const far = (size: number): number => Math.abs(Math.log(size / Math.max(1, posts)));
  const assessed = columns.filter(({ kinds }) => kinds.length > 0);
  return assessed.toSorted((a, b) => far(a.posts) - far(b.posts))[0] ?? null;
}

/**
 * How many simulated people with about as many posts show a signal: over all kinds, with the 95 % interval of this share,
 * and in the kind that shows it most often. Null if none was simulated.
 * @param posts on which the signal was measured
 */
export function shownByHumans(signal: Simulated, posts: number) {
  const column = nearest(signal, posts);
  if (column === null) return null;
  const all = column.kinds.reduce((sum, { people }) => sum + people, 0);
  const simulated = rates.people * column.kinds.length;
  const [most] = column.kinds.toSorted((a, b) => b.people - a.people);
  return {
    share: share(all, simulated),
    ...wilson(all, simulated),
    highest: most === undefined ? null : { kind: most.kind, share: share(most.people, rates.people) },
    people_of_each_kind: rates.people,
    posts_of_each: column.posts,
  };
}
