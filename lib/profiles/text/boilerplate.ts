import { hash } from 'node:crypto';
import type { Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';

/** Fewer posts may share a line by chance. */
const MIN_POSTS = 5;
/** A line of a twentieth of the posts is their form, not what they say. */
const MIN_SHARE = 0.05;
/** Longer lines are passages, which nobody repeats. */
const MOST_LINE = 500;
const MOST_LINES = 2_000;

const LINK = /\b(?:https?:\/\/|www\.)\S+/giu;

/** A line without links, case and spacing, as it is compared; empty for one without a letter, or of hashtags alone. */
export function lineKey(line: string): string {
  if (line.length > MOST_LINE) return '';
  const words = line.replaceAll(LINK, ' ').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
  const said = words.replaceAll(/[#@][\p{L}\p{N}\p{M}_.@-]+/gu, ' ');
  return /\p{L}/u.test(said) ? words : '';
}

/** So many counters tell, in little memory, which lines cannot recur often: no counter of theirs gets that far. */
const COUNTERS = 2 ** 16;

function counterOf(key: string): number {
  let sum = 0;
  for (let at = 0; at < key.length; at++) sum = (Math.imul(sum, 31) + key.charCodeAt(at)) | 0;
  return (sum ^ (sum >>> 16)) & (COUNTERS - 1);
}

/** Keys of the lines of a text of several; empty for a text of one. */
function keysOf(text: string): string[] {
  if (!text.includes('\n')) return [];
  const keys = text.split('\n', MOST_LINES).map(lineKey).filter(Boolean);
  return keys.length < 2 ? [] : keys;
}

/**
 * Keys of the lines that recur in at least 5 posts and in 5 % of them. Posts of a single line count only in the
 * number of posts: what somebody says every day is what they say. The same text again counts once.
 * @param texts one for each post; gone through twice, so that they need not be held
 */
export function* recurringLines(texts: Iterable<string>): Work<Map<string, number>> {
  const counters = new Uint32Array(COUNTERS);
  let posts = 0;
  yield* eachOf(texts, (text) => {
    posts += 1;
    for (const key of new Set(keysOf(text))) counters[counterOf(key)] = (counters[counterOf(key)] ?? 0) + 1;
  });
  const least = Math.max(MIN_POSTS, MIN_SHARE * posts);
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  yield* eachOf(texts, (text) => {
    const keys = keysOf(text);
    const likely = new Set(keys.filter((key) => (counters[counterOf(key)] ?? 0) >= least));
    if (likely.size === 0) return;
    const whole = hash('sha1', keys.join('\n'));
    if (seen.has(whole)) return;
    seen.add(whole);
    for (const key of likely) counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return new Map([...counts].filter(([, found]) => found >= least));
}
