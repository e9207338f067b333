/** Escapes what Markdown would read as markup (CommonMark 0.31, section 2.4). */
export function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|]/g, '\\$&')
    .replace(/^(#{1,6} |[-+] |={2,}|-{2,}|~{3,})/, '\\$1')
    .replace(/^(\d{1,9})([.)] )/, '$1\\$2');
}
