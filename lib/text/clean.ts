const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"]+/giu;
const HANDLE = /(?<![\p{L}\p{N}_])@[\p{L}\p{N}_.@-]+/gu;
/**
 * Flags, keycaps, and pictographs with skin tones and joiners. `\p{RGI_Emoji}` took most of an analysis's
 * time.
 */
const EMOJI =
  /\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|(?![©®™])\p{Extended_Pictographic}[\uFE0F\p{EMod}]?(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{EMod}]?)*[\u{E0020}-\u{E007F}]*/gu;
const INVISIBLE = /[\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Removes links, handles, the # of hashtags, zero-width and direction marks, and lone surrogates. */
export const withoutReferences = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(LINK, ' ')
    .replaceAll(HANDLE, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll('\uFFFD', ' ')
    .replaceAll(/#(?=[\p{L}\p{N}_])/gu, '')
    .replaceAll(/[’ʼ]/gu, "'");

export const withoutEmoji = (text: string): string => text.replaceAll(EMOJI, ' ');

/** Emoji in order of appearance, without variation selectors and skin tones. */
export const emojiOf = (text: string): string[] =>
  (text.toWellFormed().match(EMOJI) ?? []).map((sign) =>
    sign.replaceAll(/[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu, ''),
  );
