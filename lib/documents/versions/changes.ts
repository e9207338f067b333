import type { Box } from '../pdf/page.ts';
import { wordsIn } from '../search/words.ts';

/** A paragraph or table of a version, with its place. */
export interface Passage {
  id: string;
  page: number;
  box: Box;
  text: string;
}

/** A section of a version. */
export interface VersionSection {
  /** Titles from the top down. */
  path: string[];
  passages: Passage[];
}

/** A passage of one version that the other has not, or has otherwise. */
export interface Change {
  a: Passage | null;
  b: Passage | null;
}

export interface SectionChanges {
  path: string[];
  /** In which versions the section is. */
  in: 'both' | 'a' | 'b';
  changes: Change[];
}

/** Part of the words that two passages must share to count as one that was changed. */
const ALIKE = 0.5;
/** Passages of `b` that one of `a` is compared with: those that follow the last that was found. */
const NEARBY = 20;

const plain = (text: string): string => [...wordsIn(text)].map(({ word }) => word).join(' ');

const keyOf = (path: readonly string[]): string => path.map(plain).join('\n');

/** Passages of `own` whose text `other` does not have as often. */
function withoutTwins(own: readonly Passage[], other: readonly Passage[]): Passage[] {
  const there = new Map<string, number>();
  for (const { text } of other) there.set(plain(text), (there.get(plain(text)) ?? 0) + 1);
  return own.filter(({ text }) => {
    const left = there.get(plain(text)) ?? 0;
    there.set(plain(text), left - 1);
    return left <= 0;
  });
}

/** Words that both have, as a part of all that either has (Jaccard 1901). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = one.intersection(other).size;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

const wordSet = ({ text }: Passage): Set<string> => new Set([...wordsIn(text)].map(({ word }) => word));

/** What is gone and what is new, in order; passages that share half of their words are one that was changed. */
function paired(gone: readonly Passage[], added: readonly Passage[]): Change[] {
  const news = added.map((passage) => ({ passage, words: wordSet(passage) }));
  const changes: Change[] = [];
  let from = 0;
  for (const a of gone) {
    const words = wordSet(a);
    const at = news.slice(from, from + NEARBY).findIndex((each) => likeness(words, each.words) >= ALIKE);
    if (at < 0) {
      changes.push({ a, b: null });
      continue;
    }
    for (const { passage } of news.slice(from, from + at)) changes.push({ a: null, b: passage });
    changes.push({ a, b: news[from + at]?.passage ?? null });
    from += at + 1;
  }
  for (const { passage } of news.slice(from)) changes.push({ a: null, b: passage });
  return changes;
}

/** The passages of each section by its titles; those of the same titles together. */
function byPath(sections: readonly VersionSection[]): Map<string, VersionSection> {
  const found = new Map<string, VersionSection>();
  for (const { path, passages } of sections) {
    const key = keyOf(path);
    const before = found.get(key);
    found.set(key, { path, passages: [...(before?.passages ?? []), ...passages] });
  }
  return found;
}

/**
 * What differs between two versions, by section, in the order of `b`, then sections that only `a` has. Sections are
 * the same if their titles are; passages, if their words are. What was moved within a section is no change.
 */
export function changesOf(a: readonly VersionSection[], b: readonly VersionSection[]): SectionChanges[] {
  const [before, after] = [byPath(a), byPath(b)];
  const found = [...after].map(([key, { path, passages }]): SectionChanges => {
    const old = before.get(key)?.passages ?? [];
    const changes = paired(withoutTwins(old, passages), withoutTwins(passages, old));
    return { path, in: before.has(key) ? 'both' : 'b', changes };
  });
  const gone = [...before].flatMap(([key, { path, passages }]): SectionChanges[] =>
    after.has(key) ? [] : [{ path, in: 'a', changes: passages.map((each) => ({ a: each, b: null })) }],
  );
  return [...found, ...gone].filter(({ changes }) => changes.length > 0);
}
