import type { Work } from '../../core/slices.ts';
import { eachOf, mapOf } from '../../core/slices-of.ts';
import { SOFT_HYPHEN } from './clean.ts';
import { joinsUnspaced } from './scripts.ts';

/** Words that occur unbroken within lines; hyphens at line ends are judged by them. */
export interface Attested {
  words: ReadonlySet<string>;
  /** Whether the document breaks words at line ends. */
  hyphenates: boolean;
}

const BROKEN = /[\p{L}\p{M}][-‐]$/u;
const FIRST_WORD = /^[\p{L}\p{M}'’]+(?:[-‐][\p{L}\p{M}]+)*/u;
const LAST_WORD = /[\p{L}\p{M}'’]+(?:[-‐][\p{L}\p{M}]+)*$/u;
const WORD = /[\p{L}\p{M}]+(?:[-‐'’][\p{L}\p{M}]+)*/gu;
/** An address that a line break cuts after one of the characters at which typesetters break them. */
const BROKEN_ADDRESS = /(?:https?:\/\/|www\.)\S{0,200}[/_=&?%#.~-]$/i;
const LONGEST_WORD = 80;

interface Break {
  first: string;
  second: string;
}

const lower = (word: string): string => word.toLowerCase().replaceAll('‐', '-');

/** The two halves of a word that a line break splits at a hyphen; null if there is none. */
function breakOf(before: string, after: string): Break | null {
  const tail = before.slice(-LONGEST_WORD);
  if (!BROKEN.test(tail)) return null;
  const first = LAST_WORD.exec(tail.slice(0, -1))?.[0];
  const second = FIRST_WORD.exec(after.slice(0, LONGEST_WORD))?.[0];
  return first && second ? { first, second } : null;
}

type Verdict = 'join' | 'keep' | 'unknown';

function attestation(found: Break, words: ReadonlySet<string>): Verdict {
  const [first, rest] = [lower(found.first), lower(found.second)];
  if (words.has(first + rest)) return 'join';
  const isName = /^\p{Lu}/u.test(found.second) && /\p{Ll}$/u.test(found.first);
  if (isName || words.has(`${first}-${rest}`)) return 'keep';
  const parts = [...first.split('-').slice(-1), ...rest.split('-').slice(0, 1)];
  return parts.every((part) => words.has(part)) ? 'keep' : 'unknown';
}

/** Adds the unbroken words of a paragraph's lines to `words`. @returns its broken words */
function collect(lines: readonly string[], words: Set<string>): Break[] {
  const breaks: Break[] = [];
  let fragment = 0;
  for (const [place, line] of lines.entries()) {
    const next = lines[place + 1];
    const found = next === undefined ? null : breakOf(line, next);
    if (found) breaks.push(found);
    const whole = line.slice(fragment, found ? -1 - found.first.length : undefined);
    fragment = found?.second.length ?? 0;
    for (const word of whole.match(WORD) ?? []) if (word.length <= LONGEST_WORD) words.add(lower(word));
  }
  return breaks;
}

/**
 * Collects a document's words and judges from its broken words whether it hyphenates. In a document that does not, a
 * hyphen at a line end is a hyphen.
 */
export function* attestedWords(paragraphs: Iterable<readonly string[]>): Work<Attested> {
  const words = new Set<string>();
  const breaks: Break[] = [];
  yield* eachOf(paragraphs, (lines) => {
    for (const each of collect(lines, words)) breaks.push(each);
  });
  const verdicts = yield* mapOf(breaks, (each) => attestation(each, words));
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  return { words, hyphenates: count('join') >= Math.max(1, count('keep')) };
}

/**
 * `before` as `after` continues it, without further white space. The hyphen of a broken word is dropped if the joined
 * word is attested, or if nothing is known and the document hyphenates.
 */
export function beforeNextLine(before: string, after: string, attested: Attested): string {
  if (before.endsWith(SOFT_HYPHEN)) return before.slice(0, -1);
  if (BROKEN_ADDRESS.test(before.slice(-220)) && /^[a-z0-9]/.test(after)) return before;
  const found = breakOf(before, after);
  if (found) {
    const verdict = attestation(found, attested.words);
    const joins = verdict === 'join' || (verdict === 'unknown' && attested.hyphenates);
    return joins ? before.slice(0, -1) : before;
  }
  if (/[\p{L}\p{N}][-‐]$/u.test(before.slice(-3)) && /^[\p{L}\p{N}]/u.test(after)) return before;
  return joinsUnspaced(before, after) ? before : `${before} `;
}
