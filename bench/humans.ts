import { writeFile } from 'node:fs/promises';
import { humansWhoShow, SIGNALS, SIZES } from './authors/human-signals.ts';
import { PEOPLE as KINDS } from './authors/humans.ts';
import type { Figure } from './figures.ts';

const FILE = new URL('../lib/profiles/analyses/human-rates.json', import.meta.url);
const PEOPLE = 400;
const SEED = 20_261_130;

/** Counts how many simulated people show each signal of automation, and writes what the reports state. */
export async function benchHumans(): Promise<Figure[]> {
  const bySize = SIZES.map((posts) => ({ posts, shown: humansWhoShow(PEOPLE, posts, SEED) }));
  const counted = (signal: string, kind: string): (number | null)[] =>
    bySize.map(
      ({ shown }) => shown.find((each) => each.name === signal && each.kind === kind)?.people ?? null,
    );
  const shown = Object.fromEntries(
    SIGNALS.map((signal) => [
      signal,
      Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, counted(signal, kind)])),
    ]),
  );
  const about =
    'Simulated people who show a signal, of so many of each kind, for each number of posts. npm run bench -- humans';
  const measured = new Date().toISOString().slice(0, 10);
  const text = { about, measured, seed: SEED, people: PEOPLE, posts: SIZES, shown };
  await writeFile(FILE, `${JSON.stringify(text, null, 2)}\n`);
  return bySize.flatMap(({ posts, shown: each }) =>
    each.flatMap(({ name, kind, people }) =>
      people === null
        ? []
        : [{ name: `${name}, ${kind}, ${posts} posts`, value: (100 * people) / PEOPLE, unit: '%' }],
    ),
  );
}
