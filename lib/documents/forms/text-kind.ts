import { knownEncoding, textIn } from './known-encoding.ts';

const SAMPLE = 64 * 1024;
/** Share of characters that no text has. */
const MOST_ODD = 0.002;
const ODD = /(?![\t\n\v\f\r\u0080-\u009f])[\p{Cc}\ufffd]/gu;
/** Begins sequences of ISO-2022 and of terminals. */
const ESCAPE = String.fromCharCode(27);
/** What an HTML file begins with (WHATWG MIME Sniffing, section 7.1). */
const HTML =
  /^<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|table|h[1-6]|div|p|a|b|br|font|iframe|ul|ol|dl|pre|section|article|main|header|nav|blockquote|center|figure|hr)[\s>/]/i;
const PAGE = /<(?:!doctype\s+html|html|head|body)[\s>]/i;
const BEFORE = /^(?:\s+|<\?xml[^>]{0,300}\?>|<!--[\s\S]{0,10000}?-->)+/;

/** Each is seldom in a text that is no Markdown. */
const MARKS: readonly RegExp[] = [
  /^---\r?\n(?:(?!---)[\w \t-].{0,1000}\r?\n){1,100}---[ \t]*(?:\r?\n|$)/,
  /(?:^|\n)(?:```|~~~)[\w+-]{0,40}[ \t]{0,99}\r?\n/,
  /(?:^|\n)\|?[ \t]{0,9}:?-{2,}:?[ \t]{0,99}\|[ \t|:-]*\r?\n/,
  /\[[^\]\n]{1,200}\]\((?:https?:\/\/|#|\.{0,2}\/|[\w-]+\.)[^)\n]{0,500}\)/,
  /\*\*[^\s*][^*\n]{0,200}\*\*/,
  /(?:^|\n\r?\n)#{1,6} [^\n]{1,200}(?:\r?\n\r?\n|\r?\n?$)/,
  /(?:^|\n\r?\n)[^\s#>*|-][^\n]{0,150}\r?\n(?:={3,}|-{3,})[ \t]*(?:\r?\n|$)/,
  /(?:^|\n)> ?#{1,6} \S/,
  /(?:^|\n)\[\^[\w-]{1,40}\]: /,
  /(?:^|\n)\[[^\]\n^]{1,100}\]:[ \t]{1,9}<?(?:https?:|mailto:|\.{0,2}\/|#)\S/,
];

/** Headings without empty lines around them: a first line of the first level, and deeper ones. */
const OUTLINE = /^\s{0,99}# [^\n]{1,200}\n(?:[^\n]*\n){1,1000}?#{2,6} \p{L}/u;

const isMarkdown = (text: string): boolean => MARKS.some((mark) => mark.test(text)) || OUTLINE.test(text);

/** Whether a file is text, and which; null if it is none. */
export function textKindOf(file: Uint8Array): 'html' | 'markdown' | 'text' | null {
  if (file.length === 0) return null;
  const sample = file.subarray(0, SAMPLE);
  const text = textIn(sample, knownEncoding(sample) ?? 'windows-1252');
  const odd = text.replaceAll(ESCAPE, '').match(ODD)?.length ?? 0;
  const body = text.replace(BEFORE, '');
  if (odd > MOST_ODD * text.length || body.startsWith('%PDF-')) return null;
  if (HTML.test(body) && (PAGE.test(body) || !isMarkdown(body))) return 'html';
  return isMarkdown(text) ? 'markdown' : 'text';
}
