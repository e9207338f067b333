import { z } from 'zod';
import { atOnce } from '../../lib/core/slices.ts';
import { automation } from '../../lib/profiles/analyses/automation.ts';
import type { Post } from '../../lib/profiles/networks/social.ts';
import { createHumanPosts, type HumanPost, PEOPLE } from './humans.ts';
import { createMachinePosts, MACHINES } from './machines.ts';
import { createRandom, type Random } from './random.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2015, 0, 5);
export const SIGNALS = [
  'regular_intervals',
  'round_the_clock',
  'repeated_texts',
  'links',
  'hashtags',
] as const;
/** From about the least that a signal needs, each four times the one before. */
export const SIZES = [25, 100, 400, 1_600];

const asPost = ({ hour, text, links, hashtags }: HumanPost, index: number): Post => ({
  id: String(index),
  createdAt: new Date(START + hour * HOUR_MS).toISOString(),
  text,
  kind: 'post',
  statedLanguage: null,
  url: null,
  mentions: [],
  repliesTo: null,
  hashtags: Array.from({ length: hashtags }, (_, at) => `tag${at}`),
  links: Array.from({ length: links }, () => 'https://example.org/'),
  likes: null,
  reposts: null,
  replies: null,
});

const valueSchema = z.object({ shows: z.boolean() });

export interface Shown {
  name: (typeof SIGNALS)[number];
  kind: string;
  /** People, or programs, whose posts show the signal; null if so few posts are not assessed. */
  people: number | null;
}

type Create = (random: Random) => HumanPost[];

function* whoShow(kinds: Iterable<[string, Create]>, authors: number, random: Random): Generator<Shown> {
  for (const [kind, create] of kinds) {
    const shown = SIGNALS.map((name): Shown => ({ name, kind, people: null }));
    for (let round = 0; round < authors; round += 1) {
      const made = create(random).map(asPost);
      const context = { profile: null, timeZone: 'UTC', asOf: made.at(-1)?.createdAt ?? '' };
      const { findings } = atOnce(automation(made, context));
      for (const each of shown) {
        const value = valueSchema.safeParse(findings[each.name]?.value);
        if (value.success) each.people = (each.people ?? 0) + Number(value.data.shows);
      }
    }
    yield* shown;
  }
}

/** How many simulated people of each kind, with so many posts each, show a signal. */
export function humansWhoShow(people: number, posts: number, seed: number): Shown[] {
  const kinds = Object.entries(PEOPLE).map(([kind, make]): [string, Create] => [
    kind,
    (random) => createHumanPosts(make, posts, random),
  ]);
  return [...whoShow(kinds, people, createRandom(seed))];
}

/** How many simulated programs of each kind, with so many posts each, show a signal. */
export function machinesWhoShow(machines: number, posts: number, seed: number): Shown[] {
  const kinds = Object.entries(MACHINES).map(([kind, make]): [string, Create] => [
    kind,
    (random) => createMachinePosts(make, posts, random),
  ]);
  return [...whoShow(kinds, machines, createRandom(seed))];
}
