import { textIn } from '../../../lib/documents/forms/known-encoding.ts';

/** Text in a single-byte encoding. */
export function encoded(text: string, encoding: string): Buffer {
  const known = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) known.set(textIn(Uint8Array.of(byte), encoding), byte);
  return Buffer.from([...text].map((letter) => known.get(letter) ?? 63));
}
