/** Fences of at least three, closed by the same or by the end of the text. */
const FENCED = /^[ \t]{0,3}(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[\s\S]*?(?:^[ \t]{0,3}\1[^\n]*$|$(?![\s\S]))/gmu;
const COMMENT = /<!--[\s\S]*?(?:-->|$(?![\s\S]))/gu;
const QUOTED = /^[ \t]{0,3}>.*$/gmu;

/** What the author of GitHub Markdown wrote as prose: without fenced code, quoted lines and a template's comments. */
export function proseOf(markdown: string): string {
  return markdown
    .replaceAll('\r\n', '\n')
    .replace(COMMENT, '')
    .replace(FENCED, '')
    .replace(QUOTED, '')
    .trim();
}
