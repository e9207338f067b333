import type { Post, Profile } from '../../../lib/profiles/networks/social.ts';
import { PROFILE, post } from '../analyses/posts.ts';

export const AS_OF = '2024-07-01T00:00:00.000Z';
const HOUR_MS = 3_600_000;

export const ADA: Profile = {
  ...PROFILE,
  handle: 'ada@example.social',
  displayName: 'Ada of the lighthouse',
  url: 'https://example.social/@ada',
  bio: 'I keep a lighthouse. Weather, ferries and birds.\nAll pictures my own.',
  posts: 1_204,
};

const TEXTS = [
  'I love the old lighthouse keeper, he lights the lamp every evening and tells wonderful stories about the sea. 😀',
  'Terrible storm at the old lighthouse tonight. I hate it when the lamp fails and nobody can come over.',
  'The ferry to the island leaves at noon and the harbour is quiet!',
  'Counted 214 cranes above the harbour this morning, more than in any autumn that I remember. Has anybody seen the ringed one?',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen https://example.org/a/very/long/address/without/any/break/in/it/at/all?query=1234567890',
  'שלום from the harbour, the boat is late again',
];
/** A rhythm of pauses, so that hours, months and weeks differ. */
const PAUSES = [3, 21, 2, 26, 40, 5, 19, 28, 1, 70];

/** Posts of one author up to `AS_OF`, oldest first: a year of them for 600. */
export function reportPosts(count: number): Post[] {
  const posts: Post[] = [];
  let at = Date.parse(AS_OF) - HOUR_MS;
  for (let index = count - 1; index >= 0; index -= 1) {
    const isReply = index % 4 === 0;
    posts.unshift(
      post(String(110_000 + index), {
        createdAt: new Date(at).toISOString(),
        text: TEXTS[index % TEXTS.length] ?? '',
        kind: isReply ? 'reply' : 'post',
        repliesTo: isReply ? (['bob', 'carla', 'dörte'][index % 3] ?? null) : null,
        hashtags: index % 3 === 0 ? ['sea', index % 2 === 0 ? 'lighthouse' : 'birds'] : [],
        links: index % 6 === 4 ? ['https://example.org/1'] : [],
        likes: (index * 7) % 23,
        reposts: index % 5,
        replies: index % 3,
      }),
    );
    at -= (PAUSES[index % PAUSES.length] ?? 1) * HOUR_MS;
  }
  return posts;
}
