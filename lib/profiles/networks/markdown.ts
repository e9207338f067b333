/** Code fences of three or more characters, closed by the same or by the end of the text. */
const FENCED = /^[ \t]{0,3}(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[\s\S]*?(?:^[ \t]{0,3}\1[^\n]*$|$(?![\s\S]))/gmu;
const COMMENT = /<!--[\s\S]*?(?:-->|$(?![\s\S]))/gu;
const QUOTED = /^[ \t]{0,3}>.*$/gmu;

/** The prose in GitHub Markdown: drops fenced code, quoted lines and template comments. */
export function proseOf(markdown: string): string {
  return markdown
    .replaceAll('\r\n', '\n')
    .replace(COMMENT, '')
    .replace(FENCED, '')
    .replace(QUOTED, '')
    .trim();
}
