/** Escapes what Markdown would read as markup anywhere in a line (CommonMark 0.31, section 2.4). */
export const escapedWithin = (text: string): string => text.replaceAll(/[\\`*_[\]<>|]/g, '\\$&');

/** The same, and what is markup at the start of one. */
export function escaped(text: string): string {
  return escapedWithin(text)
    .replace(/^(#{1,6} |[-+] |={2,}|-{2,}|~{3,})/, '\\$1')
    .replace(/^(\d{1,9})([.)] )/, '$1\\$2');
}
