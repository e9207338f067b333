import { ibm850Text } from './ibm-850.ts';
import { utf32Of, utf32Text } from './utf-32.ts';

/** How much of a file is looked at. */
export const SAMPLE = 256 * 1024;
const BOMS: readonly [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
/** Share of bytes that are zero, in text of UTF-16 that is mostly Latin. */
const ZEROS = 0.2;
const LABEL =
  /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{1,40})|^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{1,40})/i;

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** The name that the Encoding Standard has for a label; null for one that it does not know. */
export function supported(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

const bomOf = (bytes: Uint8Array): string | null =>
  BOMS.find(([bom]) => bom.every((byte, at) => bytes[at] === byte))?.[1] ?? null;

/** What no text has, as UTF-16 read the wrong way round soon does: surrogates alone, and code points for nothing. */
const NO_TEXT = /[\p{Cs}\p{Cn}\p{Co}]/u;

/** Share of bytes that are small letters of ASCII, in text of single bytes with a stray zero. */
const SMALL_LETTERS = 0.4;

/** Whether all of it is text of a language beyond Latin, where few bytes are zero. */
function isText(sample: Uint8Array, encoding: string): boolean {
  const letters = sample.reduce((count, byte) => count + (byte >= 0x61 && byte <= 0x7a ? 1 : 0), 0);
  if (letters > SMALL_LETTERS * sample.length) return false;
  const even = sample.subarray(0, sample.length - (sample.length % 2));
  return !NO_TEXT.test(new TextDecoder(encoding).decode(even, { stream: true }));
}

/** UTF-16 without a mark: zeros in every other byte, as bytes of no other encoding of text are. */
function wideOf(sample: Uint8Array): string | null {
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even === odd) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const [most, least] = [Math.max(odd, even), Math.min(odd, even)];
  const half = sample.length / 2;
  const isMostlyLatin = most > ZEROS * half && least < 0.01 * half;
  return isMostlyLatin || isText(sample, encoding) ? encoding : null;
}

/** Escapes to the letters of JIS X 0208 (RFC 1468): all else of such a text is ASCII, and so UTF-8 too. */
const hasJisEscapes = (sample: Uint8Array): boolean =>
  ['\u001b$B', '\u001b$@'].some((letters) => Buffer.from(sample).includes(letters));

/** The encoding of a text as far as its bytes or its own words say it: by its mark, as UTF-8 if it is that. */
export function knownEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE);
  // The mark of UTF-16 begins that of UTF-32.
  const known = utf32Of(sample) ?? bomOf(sample) ?? wideOf(sample);
  if (known !== null) return known;
  if (isUtf8(sample)) return hasJisEscapes(sample) ? 'iso-2022-jp' : 'utf-8';
  const [, inMeta, inXml] = LABEL.exec(Buffer.from(sample.subarray(0, 2048)).toString('latin1')) ?? [];
  const said = supported(inMeta ?? inXml ?? '');
  return said !== null && !said.startsWith('utf') ? said : null;
}

/** Text in an encoding that is known, without a byte order mark. */
export function textIn(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'ibm850') return ibm850Text(bytes);
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return utf32Text(bytes, encoding);
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}
