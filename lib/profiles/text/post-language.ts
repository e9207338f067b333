import type { Work } from '../../core/slices.ts';
import { mapOf } from '../../core/slices-of.ts';
import { agreedLanguage, contradiction } from '../../text/agreed-language.ts';
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

/** What the text and the statement tell, without the author's habits. */
function toldLanguage(text: string, stated: string | null): string | null {
  const language = primary(stated);
  if (language === null || !scriptFits(text, language)) return agreedLanguage(text);
  const other = contradiction(text, language);
  return other === 'unknown' ? null : (other ?? language);
}

const choose = (text: string, told: string | null, usual: string | null): string | null =>
  told ?? (usual !== null && scriptFits(text, usual) ? usual : null);

/**
 * Language of a text: the stated one, unless the script or a detector that knows it contradicts; else what two detectors
 * agree on; else the author's usual one; else null.
 * @param stated BCP 47, from the author or network
 * @param usual see `usualLanguage`
 */
export const languageOf = (text: string, stated: string | null, usual: string | null): string | null =>
  choose(text, toldLanguage(text, stated), usual);

function usualOf(told: readonly (string | null)[]): string | null {
  const known = told.filter((language) => language !== null);
  const counts = new Map<string, number>();
  for (const language of known) counts.set(language, (counts.get(language) ?? 0) + 1);
  const usual = [...counts].find(([, count]) => count >= USUAL_SHARE * known.length);
  const isEnough = known.length >= USUAL_MIN && known.length >= USUAL_TOLD * told.length;
  return isEnough && usual ? usual[0] : null;
}

const toldOf = (posts: readonly Post[]): Work<(string | null)[]> =>
  mapOf(posts, ({ text, statedLanguage }) => toldLanguage(text, statedLanguage));

/**
 * The language of at least 90 % of the posts that have one of their own, if these are five or more and no fewer than
 * 30 % of all; else null.
 */
export function* usualLanguage(posts: readonly Post[]): Work<string | null> {
  return usualOf(yield* toldOf(posts));
}

/** Pairs each post with its language; null if unknown. */
export function* withLanguages(posts: readonly Post[]): Work<{ post: Post; language: string | null }[]> {
  const told = yield* toldOf(posts);
  const usual = usualOf(told);
  return posts.map((post, index) => ({ post, language: choose(post.text, told[index] ?? null, usual) }));
}
