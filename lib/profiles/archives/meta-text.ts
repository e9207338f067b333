import { isUtf8 } from 'node:buffer';

const WIDER_THAN_A_BYTE = /[\u0100-\uffff]/;
const BEYOND_ASCII = /[\u0080-\u00ff]/;

/** Text as it was written: Meta's exports have each byte of its UTF-8 as a character of its own. */
export function metaText(text: string): string {
  if (!BEYOND_ASCII.test(text) || WIDER_THAN_A_BYTE.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : text;
}
