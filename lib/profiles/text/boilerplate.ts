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

/**
 * Keys of the lines that recur in at least 5 posts and in 5 % of them. Posts of a single line count only in the
 * number of posts: what somebody says every day is what they say. The same text again counts once.
 * @param texts one for each post
 */
export function* recurringLines(texts: readonly string[]): Work<Map<string, number>> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  yield* eachOf(texts, (text) => {
    const keys = text.split('\n', MOST_LINES).map(lineKey).filter(Boolean);
    const whole = keys.join('\n');
    if (keys.length < 2 || seen.has(whole)) return;
    seen.add(whole);
    for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const least = Math.max(MIN_POSTS, MIN_SHARE * texts.length);
  return new Map([...counts].filter(([, posts]) => posts >= least));
}
