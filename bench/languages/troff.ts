const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/\\f(\[[^\]]*\]|\(..|.)/g, ''],
  [/\\s[-+]?\d/g, ''],
  [/\\\*?(\[[^\]]*\]|\(..)/g, ' '],
  [/\\[&,/%:|^]/g, ''],
  [/\\-/g, '-'],
  [/\\[e\\]/g, '\\'],
  [/\\["#].*$/gm, ''],
  [/\\./g, ' '],
];

const plain = (text: string): string =>
  ESCAPES.reduce((rest, [pattern, by]) => rest.replaceAll(pattern, by), text)
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The paragraphs of a manual page: runs of text lines between requests, without formatting. */
export function paragraphsOf(source: string): string[] {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  const close = () => {
    if (lines.length > 0) paragraphs.push(plain(lines.join(' ')));
    lines = [];
  };
  for (const line of source.split('\n')) {
    const emphasis = /^\.(?:B|I|BR|IR|RB|RI|BI|IB)\s+(.*)$/.exec(line);
    if (emphasis) lines.push((emphasis[1] ?? '').replaceAll('"', ''));
    else if (/^['.]|^\s*$/.test(line)) close();
    else lines.push(line);
  }
  close();
  return paragraphs;
}
