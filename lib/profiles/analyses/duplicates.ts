import type { Work } from '../../core/slices.ts';
import { withoutEmoji, withoutReferences } from '../../text/clean.ts';
import { spacedWords } from '../../text/words.ts';
import type { Post } from '../networks/social.ts';

/** Short posts repeat naturally: "thank you", "good morning". */
const MIN_WORDS = 5;
const SHINGLE = 3;
const NOWHERE: readonly number[] = [];
const READ_AT_MOST = 2_000;
/** Each post is compared with so many before it: with all, the share would grow with the number of posts. */
const BEFORE = 100;
/** Jaccard similarity above which two texts count as variants of one. */
const SAME_FROM = 0.7;

export interface Duplicates {
  /** Posts long enough to compare. */
  compared: Post[];
  /** Posts that repeat one of the 100 before them. */
  repeats: Post[];
}

function shinglesOf(text: string): Set<string> | null {
  const words = spacedWords(withoutEmoji(withoutReferences(text.slice(0, READ_AT_MOST)))).map((word) =>
    word.toLowerCase(),
  );
  if (words.length < MIN_WORDS) return null;
  const shingles = new Set<string>();
  for (let at = SHINGLE; at <= words.length; at += 1) {
    shingles.add(`${words[at - 3]} ${words[at - 2]} ${words[at - 1]}`);
  }
  return shingles;
}

/** Index of earlier texts by their shingles. */
function createKnown() {
  const sizes: number[] = [];
  const places = new Map<string, number[]>();
  function* isKnown(shingles: ReadonlySet<string>): Work<boolean> {
    const shared = new Map<number, number>();
    const first = Math.max(0, sizes.length - BEFORE);
    for (const shingle of shingles) {
      const at = places.get(shingle) ?? NOWHERE;
      for (let last = at.length - 1; last >= 0; last -= 1) {
        const place = at[last] ?? -1;
        if (place < first) break;
        shared.set(place, (shared.get(place) ?? 0) + 1);
      }
      yield;
    }
    return [...shared].some(
      ([place, both]) => both / (shingles.size + (sizes[place] ?? 0) - both) >= SAME_FROM,
    );
  }
  const add = (shingles: ReadonlySet<string>): void => {
    const place = sizes.push(shingles.size) - 1;
    for (const shingle of shingles) {
      const at = places.get(shingle) ?? [];
      at.push(place);
      places.set(shingle, at);
    }
  };
  return { isKnown, add };
}

/**
 * Finds near-duplicates by three-word shingles (Broder 1997). Links, handles and emoji are ignored.
 * @param posts in order
 */
export function* duplicatesIn(posts: readonly Post[]): Work<Duplicates> {
  const known = createKnown();
  const found: Duplicates = { compared: [], repeats: [] };
  for (const post of posts) {
    const shingles = shinglesOf(post.text);
    if (shingles === null) continue;
    found.compared.push(post);
    if (yield* known.isKnown(shingles)) found.repeats.push(post);
    known.add(shingles);
  }
  return found;
}
