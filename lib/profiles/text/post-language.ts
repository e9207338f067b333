import { sharedWork } from '../../core/shared-work.ts';
import type { Work } from '../../core/slices.ts';
import { mapOf } from '../../core/slices-of.ts';
import { agreedLanguage, contradiction } from '../../text/agreed-language.ts';
import { readableWords } from '../../text/language.ts';
import { scriptFits } from '../../text/script-of-language.ts';
import type { Post } from '../networks/social.ts';

/** An author who writes nine in ten posts in one language is assumed to use it in short ones too. */
const USUAL_SHARE = 0.9;
const USUAL_MIN = 5;
/** If fewer posts have a language of their own, the author may use one that no detector knows. */
const USUAL_TOLD = 0.3;

/** By code of two or three letters, so they are few. */
const canonical = new Map<string, string>();

/** `en-GB` → `en`; null for a code that is no language (`und`, `zxx`). */
function primary(tag: string | null): string | null {
  const [first = ''] = (tag ?? '').toLowerCase().split(/[-_]/);
  if (!/^[a-z]{2,3}$/.test(first) || ['und', 'zxx', 'mul', 'mis'].includes(first)) return null;
  const language = canonical.get(first) ?? new Intl.Locale(first).language;
  canonical.set(first, language);
  return language;
}

/** What the words and the statement tell, without the author's habits. */
function toldLanguage(words: string, stated: string | null): string | null {
  const language = primary(stated);
  if (language === null || !scriptFits(words, language)) return agreedLanguage(words);
  const other = contradiction(words, language);
  return other === 'unknown' ? null : (other ?? language);
}

/**
 * Language of a text: the stated one, unless the script or a detector that knows it contradicts; else what two detectors
 * agree on; else the author's usual one; else null.
 * @param stated BCP 47, from the author or network
 * @param usual the author's usual language, as `withLanguages` finds it
 */
export function languageOf(text: string, stated: string | null, usual: string | null): string | null {
  const words = readableWords(text);
  return toldLanguage(words, stated) ?? (usual !== null && scriptFits(words, usual) ? usual : null);
}

function usualOf(told: readonly (string | null)[]): string | null {
  const known = told.filter((language) => language !== null);
  const counts = new Map<string, number>();
  for (const language of known) counts.set(language, (counts.get(language) ?? 0) + 1);
  const usual = [...counts].find(([, count]) => count >= USUAL_SHARE * known.length);
  const isEnough = known.length >= USUAL_MIN && known.length >= USUAL_TOLD * told.length;
  return isEnough && usual ? usual[0] : null;
}

/**
 * Pairs each post with its language as `languageOf` tells it, null if unknown. The author's usual language is that of at
 * least 90 % of the posts that have one of their own, if these are five or more and no fewer than 30 % of all. Told once
 * for a list, which several analyses read.
 */
export const withLanguages = sharedWork(toldOf);

function* toldOf(posts: readonly Post[]): Work<{ post: Post; language: string | null }[]> {
  const told = yield* mapOf(posts, ({ text, statedLanguage }) =>
    toldLanguage(readableWords(text), statedLanguage),
  );
  const usual = usualOf(told);
  return yield* mapOf(posts, (post, at) => ({
    post,
    language: told[at] ?? (usual !== null && scriptFits(readableWords(post.text), usual) ? usual : null),
  }));
}
