import { atOnce } from '../../lib/core/slices.ts';
import { automation } from '../../lib/profiles/analyses/automation.ts';
import type { Post } from '../../lib/profiles/networks/social.ts';
import { createHumanPosts, type HumanPost, PEOPLE } from './humans.ts';
import { createRandom } from './random.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2015, 0, 5);
export const SIGNALS = [
  'regular_intervals',
  'round_the_clock',
  'repeated_texts',
  'links',
  'hashtags',
] as const;
/** The first is the least that all signals need. */
export const SIZES = [100, 400];

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

const shows = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'shows' in value && value.shows === true;

/** Share of simulated people of each kind whose posts show a signal, by signal and kind. */
export function humanShares(people: number, posts: number, seed: number) {
  const random = createRandom(seed);
  const shares = SIGNALS.map((name) => ({ name, byKind: new Map<string, number>() }));
  for (const [kind, make] of Object.entries(PEOPLE)) {
    for (let round = 0; round < people; round += 1) {
      const made = createHumanPosts(make, posts, random).map(asPost);
      const context = { profile: null, timeZone: 'UTC', asOf: made.at(-1)?.createdAt ?? '' };
      const { findings } = atOnce(automation(made, context));
      for (const { name, byKind } of shares) {
        byKind.set(kind, (byKind.get(kind) ?? 0) + Number(shows(findings[name]?.value)) / people);
      }
    }
  }
  return shares;
}
