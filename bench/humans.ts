import { writeFile } from 'node:fs/promises';
import { humanShares, SIGNALS, SIZES } from './authors/human-signals.ts';
import type { Figure } from './figures.ts';

const FILE = new URL('../lib/profiles/analyses/human-rates.json', import.meta.url);
const PEOPLE = 40;
const SEED = 20_261_130;

/** Counts how many simulated people show each signal of automation, and writes what the reports state. */
export async function benchHumans(): Promise<Figure[]> {
  const bySize = SIZES.map((posts) => ({ posts, shares: humanShares(PEOPLE, posts, SEED) }));
  const highest = (name: string, kind: string): number =>
    Math.max(...bySize.map(({ shares }) => shares.find((each) => each.name === name)?.byKind.get(kind) ?? 0));
  const kinds = [...(bySize[0]?.shares[0]?.byKind.keys() ?? [])];
  const shares = Object.fromEntries(
    SIGNALS.map((name) => [
      name,
      Object.fromEntries(kinds.map((kind) => [kind, Number(highest(name, kind).toFixed(3))])),
    ]),
  );
  const about =
    'Share of simulated people who show a signal, the highest of the sizes. npm run bench -- humans';
  const text = { about, seed: SEED, people: PEOPLE, posts: SIZES, shares };
  await writeFile(FILE, `${JSON.stringify(text, null, 2)}\n`);
  return bySize.flatMap(({ posts, shares: each }) =>
    each.flatMap(({ name, byKind }) =>
      [...byKind].map(([kind, share]) => ({
        name: `${name}, ${kind}, ${posts} posts`,
        value: 100 * share,
        unit: '%',
      })),
    ),
  );
}
