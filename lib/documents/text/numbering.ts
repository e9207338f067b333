const WORDS =
  'chapter|section|part|appendix|kapitel|abschnitt|teil|anhang|chapitre|partie|annexe|capítulo|capitolo|hoofdstuk';
/** `1`, `1.2`, `A.1`, `IV.`, `Chapter 3`, `§ 5`; a letter or a Roman number only with a full stop, or after a word. */
const NUMBERED = new RegExp(
  `^(?:(?:${WORDS}) (?:\\d{1,3}|[A-Z]|[IVXLC]{1,7})|§ ?\\d{1,4}|\\d{1,3}|[A-Z](?=\\.)|[IVXLC]{2,7}(?=\\.))` +
    '((?:\\.\\d{1,3}){0,6})\\.?(?=[\\s:–—-]|$)',
  'i',
);
const LABEL = new RegExp(`^(?:${WORDS}) (?:\\d{1,3}|[A-Z]|[IVXLC]{1,7})[.:]?$`, 'i');
const CASED = /^(?:[A-Z]|[IVXLC]{2,7})\./;

/** How deep a numbered heading is: 1 for `2`, 3 for `1.2.3`; 0 without a number. */
export function numberedDepth(text: string): number {
  const match = NUMBERED.exec(text.slice(0, 80));
  if (!match || (/^[a-z]+\./.test(text) && !CASED.test(text))) return 0;
  return 1 + (match[1] ?? '').split('.').length - 1;
}

/** `Chapter 3` alone, whose title stands on the next line. */
export const isChapterLabel = (text: string): boolean => LABEL.test(text.trim());
