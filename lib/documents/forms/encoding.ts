import { analyse } from 'chardet';
import { isCyrillicOfDos } from './cyrillic-of-dos.ts';
import { knownEncoding, SAMPLE, supported } from './known-encoding.ts';
import { oldEncodingOf } from './old-encodings.ts';

/**
 * The encoding of a text as a label of the Encoding Standard: by its mark, as UTF-8 if it is that, as it says itself,
 * else as its letters make most likely.
 */
export function encodingOf(bytes: Uint8Array): string {
  const known = knownEncoding(bytes);
  if (known !== null) return known;
  return oldEncodingOf(bytes, likelyEncoding(bytes.subarray(0, SAMPLE)));
}

function likelyEncoding(sample: Uint8Array): string {
  // The detector does not know it, and takes it for another of Cyrillic.
  if (isCyrillicOfDos(sample)) return 'ibm866';
  for (const { name } of analyse(sample)) {
    const label = supported(name);
    if (label !== null && !label.startsWith('utf')) return label;
  }
  return 'windows-1252';
}
