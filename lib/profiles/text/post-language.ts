import type { Work } from '../../core/slices.ts';
import { mapOf } from '../../core/slices-of.ts';
import { type DetectedLanguage, detectLanguage } from '../../text/language.ts';
import type { Post } from '../networks/social.ts';

/** Measured accuracy above which a detection outweighs the network's statement. */
const SURE = 0.9;
/** Below this accuracy a detection is as likely wrong as right. */
const WORTH_SAYING = 0.5;
/** An author who writes nine in ten posts in one language is assumed to use it in short ones too. */
const USUAL_SHARE = 0.9;
const USUAL_MIN = 5;

/** `en-GB` → `en`; null for a code that is no language (`und`, `zxx`). */
function primary(tag: string | null): string | null {
  const [first = ''] = (tag ?? '').toLowerCase().split(/[-_]/);
  return /^[a-z]{2,3}$/.test(first) && !['und', 'zxx', 'mul', 'mis'].includes(first) ? first : null;
}

const isSure = ({ confidence }: DetectedLanguage): boolean => confidence >= SURE;

function choose(
  detected: DetectedLanguage | null,
  stated: string | null,
  usual: string | null,
): string | null {
  if (detected && isSure(detected)) return detected.language;
  return (
    primary(stated) ?? usual ?? (detected && detected.confidence >= WORTH_SAYING ? detected.language : null)
  );
}

/**
 * Language of a text: a confident detection, else the stated language, else the author's usual one, else a weak
 * detection, else null.
 * @param stated BCP 47, from the author or network
 * @param usual see `usualLanguage`
 */
export const languageOf = (text: string, stated: string | null, usual: string | null): string | null =>
  choose(detectLanguage(text), stated, usual);

function usualOf(detections: readonly (DetectedLanguage | null)[]): string | null {
  const sure = detections.filter((detected) => detected !== null).filter(isSure);
  const counts = new Map<string, number>();
  for (const { language } of sure) counts.set(language, (counts.get(language) ?? 0) + 1);
  const usual = [...counts].find(([, count]) => count >= USUAL_SHARE * sure.length);
  return sure.length >= USUAL_MIN && usual ? usual[0] : null;
}

/**
 * The language of at least 90 % of the texts with a confident language, if there are five or more such; else null.
 */
export function* usualLanguage(posts: readonly Post[]): Work<string | null> {
  return usualOf(yield* mapOf(posts, ({ text }) => detectLanguage(text)));
}

/** Pairs each post with its language; null if unknown. */
export function* withLanguages(posts: readonly Post[]): Work<{ post: Post; language: string | null }[]> {
  const detections = yield* mapOf(posts, ({ text }) => detectLanguage(text));
  const usual = usualOf(detections);
  return posts.map((post, index) => ({
    post,
    language: choose(detections[index] ?? null, post.statedLanguage, usual),
  }));
}
