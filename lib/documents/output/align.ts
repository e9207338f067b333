/** Markup between two characters of the text is at most this long. */
const LONGEST_MARKUP = 48;

/**
 * Where the characters of a text stand in a rendering of it that adds markup and may leave out some characters.
 * @returns the offset in `rendered` of an offset in `text`
 */
export function align(text: string, rendered: string): (offset: number) => number {
  const places = new Uint32Array(text.length + 1);
  let at = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const found = nearest(rendered, text.charAt(offset), at);
    places[offset] = found ?? at;
    if (found !== null) at = found + 1;
  }
  places[text.length] = at;
  return (offset) => places[Math.max(0, Math.min(text.length, offset))] ?? 0;
}

function nearest(rendered: string, letter: string, from: number): number | null {
  for (let at = from; at <= from + LONGEST_MARKUP && at < rendered.length; at += 1) {
    if (rendered.charAt(at) === letter) return at;
  }
  return null;
}
