import { type DetectedLanguage, detectLanguage } from '../../text/language.ts';
import type { Post } from '../networks/social.ts';

/** At this measured share of right answers a detection outweighs what the network states. */
const SURE = 0.9;
/** Below, a detection is as likely wrong as right. */
const WORTH_SAYING = 0.5;
/** An author who writes one language in nine of ten posts writes it in the short ones too. */
const USUAL_SHARE = 0.9;
const USUAL_MIN = 5;

/** `en-GB` → `en`; null for what is no language (`und`, `zxx`). */
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
 * Language of a text: a sure detection, else what is stated, else what its author usually writes, else an unsure
 * detection, else null.
 * @param stated BCP 47, as the author or the network says
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

/** The language of at least nine in ten of the texts whose language is sure, if these are five or more; else null. */
export const usualLanguage = (posts: readonly Post[]): string | null =>
  usualOf(posts.map(({ text }) => detectLanguage(text)));

/** Each post with its language, null where it cannot be told. */
export function withLanguages(posts: readonly Post[]): { post: Post; language: string | null }[] {
  const detections = posts.map(({ text }) => detectLanguage(text));
  const usual = usualOf(detections);
  return posts.map((post, index) => ({
    post,
    language: choose(detections[index] ?? null, post.statedLanguage, usual),
  }));
}
