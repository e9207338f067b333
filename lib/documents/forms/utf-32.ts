import { textOfUnits } from './utf-16-units.ts';

/** What the Encoding Standard has no name for, nor `TextDecoder`. */
export type Utf32 = 'utf-32le' | 'utf-32be';

const UNIT = 4;
const MARK = 0xfeff;
const REPLACEMENT = 0xfffd;
const LAST = 0x10ffff;
/** Code units that stand alone where the text is shorter than that say nothing of an encoding. */
const LEAST_UNITS = 3;

const isScalar = (code: number): boolean => code <= LAST && (code < 0xd800 || code > 0xdfff);

const unitReader = (bytes: Uint8Array, encoding: Utf32): ((at: number) => number) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return (at) => view.getUint32(at * UNIT, encoding === 'utf-32le');
};

/** Whether a text is UTF-32: by its mark, else as each of its units is a character, which no other encoding's are. */
export function utf32Of(sample: Uint8Array): Utf32 | null {
  const count = Math.floor(sample.length / UNIT);
  if (count === 0) return null;
  const found = (['utf-32le', 'utf-32be'] as const).find((encoding) => {
    const unit = unitReader(sample, encoding);
    if (unit(0) === MARK) return true;
    if (count < LEAST_UNITS) return false;
    for (let at = 0; at < count; at++) if (unit(at) === 0 || !isScalar(unit(at))) return false;
    return true;
  });
  return found ?? null;
}

/** A text in UTF-32, without its mark. What is no character is U+FFFD, a last unit that is cut off nothing. */
export function utf32Text(bytes: Uint8Array, encoding: Utf32): string {
  const unit = unitReader(bytes, encoding);
  const count = Math.floor(bytes.length / UNIT);
  const units = new Uint16Array(2 * count);
  let length = 0;
  for (let at = count > 0 && unit(0) === MARK ? 1 : 0; at < count; at++) {
    const code = isScalar(unit(at)) ? unit(at) : REPLACEMENT;
    if (code > 0xffff) {
      units[length++] = 0xd7c0 + (code >> 10);
      units[length++] = 0xdc00 + (code & 0x3ff);
    } else units[length++] = code;
  }
  return textOfUnits(units.subarray(0, length));
}
