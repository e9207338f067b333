import type { Work } from '../../core/slices.ts';
import { withoutEmoji, withoutReferences } from '../../text/clean.ts';
import { spacedWords } from '../../text/words.ts';
import type { Post } from '../networks/social.ts';

/** Short posts repeat naturally: "thank you", "good morning". */
const MIN_WORDS = 5;
const SHINGLE = 3;
const NONE = -1;
/** Shingles; each may be in all of the texts before. */
const BETWEEN_YIELDS = 32;
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
  /** By shingle, its latest occurrence; each has its place and the occurrence before. Most shingles have one alone. */
  const latest = new Map<string, number>();
  const placeOf: number[] = [];
  const before: number[] = [];
  const first = (): number => Math.max(0, sizes.length - BEFORE);

  /** Whether so many of them are in earlier texts that one can be its variant, whatever else that has. */
  function canBeKnown(shingles: ReadonlySet<string>): boolean {
    let unseen = 0;
    for (const shingle of shingles) {
      const place = placeOf[latest.get(shingle) ?? NONE] ?? NONE;
      unseen += Number(place < first());
      if (unseen > (1 - SAME_FROM) * shingles.size) return false;
    }
    return true;
  }

  function* isKnown(shingles: ReadonlySet<string>): Work<boolean> {
    const shared = new Map<number, number>();
    let looked = 0;
    for (const shingle of shingles) {
      for (let at = latest.get(shingle); at !== undefined; at = before[at]) {
        const place = placeOf[at] ?? NONE;
        if (place < first()) break;
        shared.set(place, (shared.get(place) ?? 0) + 1);
      }
      looked += 1;
      if (looked % BETWEEN_YIELDS === 0) yield;
    }
    return [...shared].some(
      ([place, both]) => both / (shingles.size + (sizes[place] ?? 0) - both) >= SAME_FROM,
    );
  }
  const add = (shingles: ReadonlySet<string>): void => {
    const place = sizes.push(shingles.size) - 1;
    for (const shingle of shingles) {
      before.push(latest.get(shingle) ?? NONE);
      latest.set(shingle, placeOf.push(place) - 1);
    }
  };
  return { canBeKnown, isKnown, add };
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
    if (known.canBeKnown(shingles) && (yield* known.isKnown(shingles))) found.repeats.push(post);
    known.add(shingles);
    yield;
  }
  return found;
}
