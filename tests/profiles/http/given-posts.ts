export interface GivenPost {
  id: string;
  created_at: string;
  text: string;
  likes?: number;
}

/** The word that no log and no message may hold. */
export const SECRET = 'zanzibarquokka';

const HOUR_MS = 3_600_000;

/** Posts of one author, 7 hours apart. @param first differs between two runs of one profile. */
export function givenPosts(count: number, first = 0): GivenPost[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `p${first + index}`,
    created_at: new Date(Date.UTC(2026, 0, 1) + (first + index) * 7 * HOUR_MS).toISOString(),
    text: `The ${SECRET} walked home slowly, and number ${first + index} was a good day. #walking`,
    likes: index % 11,
  }));
}

export const inline = (count: number, first = 0) => ({
  platform: 'inline',
  profile_id: 'my posts',
  posts: givenPosts(count, first),
});
