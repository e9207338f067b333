import { encodingOf } from './encoding.ts';
import { textIn } from './known-encoding.ts';

/** A text in its encoding, without a byte order mark. */
export function decoded(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = encodingOf(bytes);
  return { text: textIn(bytes, encoding), encoding };
}

/** What a report says of an encoding that had to be guessed; nothing of UTF-8. */
export const encodingRemark = (encoding: string): string[] =>
  encoding === 'utf-8' ? [] : [`The text is read as ${encoding}.`];
