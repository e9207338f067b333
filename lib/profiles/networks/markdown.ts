const COMMENT = /<!--[\s\S]*?(?:-->|$(?![\s\S]))/gu;
const INDENTED = /^(?: {4}|\t)/;
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;

/**
 * GitHub's and Reddit's Markdown without template comments, its indented code in fences. Quotes and code stay in it;
 * `ownWords` tells them apart.
 */
export function markdownText(markdown: string): string {
  return fenced(markdown.replaceAll('\r\n', '\n').replace(COMMENT, '')).trim();
}

const inList = (line: string, before: boolean): boolean =>
  LIST_ITEM.test(line) || (before && /^(?:\s|$)/.test(line));

/** CommonMark 0.31, section 4.4: code follows a blank line, and is no paragraph of a list. */
function fenced(markdown: string): string {
  if (!/^(?: {4}|\t)/m.test(markdown)) return markdown;
  const made: string[] = [];
  let [isCode, isList, isBlank] = [false, false, true];
  for (const line of markdown.split('\n')) {
    if (isCode && line !== '' && !INDENTED.test(line)) {
      made.push('```');
      isCode = false;
    } else if (!isCode && isBlank && !isList && INDENTED.test(line) && line.trim() !== '') {
      made.push('```');
      isCode = true;
    }
    isBlank = line.trim() === '';
    isList = isCode ? isList : inList(line, isList);
    made.push(isCode ? line.replace(INDENTED, '') : line);
  }
  return [...made, ...(isCode ? ['```'] : [])].join('\n');
}
