/** Text in a single-byte encoding. */
export function encoded(text: string, encoding: string): Buffer {
  const known = new Map<string, number>();
  const decoder = new TextDecoder(encoding);
  for (let byte = 0; byte < 256; byte++) known.set(decoder.decode(new Uint8Array([byte])), byte);
  return Buffer.from([...text].map((letter) => known.get(letter) ?? 63));
}
