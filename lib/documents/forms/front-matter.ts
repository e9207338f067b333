import { joinedField } from './joined-field.ts';

const BLOCK = /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
/** As TOML writes them. */
const TOML = /^\uFEFF?\+\+\+[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n\+\+\+[ \t]*(?:\r?\n|$)/;
const FIELD = /^([A-Za-z][\w -]{0,40}?)\s*[:=][ \t]*(.*)$/;
const NAMES: Readonly<Record<string, string>> = {
  title: 'Title',
  author: 'Author',
  authors: 'Author',
  description: 'Subject',
  subject: 'Subject',
  keywords: 'Keywords',
  tags: 'Keywords',
  date: 'Date',
};

const plain = (value: string): string =>
  value
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replaceAll(/^["']|["']$/g, '');

/**
 * The fields that stand before the text of a Markdown file, as YAML writes them: one line each, or a list of lines. What
 * is nested deeper stays out of the metadata.
 */
export function frontMatter(text: string): { body: string; metadata: Record<string, string> } {
  const match = BLOCK.exec(text) ?? TOML.exec(text);
  if (!match) return { body: text, metadata: {} };
  const found = new Map<string, string>();
  let open: string | undefined;
  for (const line of (match[1] ?? '').split(/\r?\n/)) {
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    const item = /^\s*-\s+(.+)$/.exec(line)?.[1];
    if (name !== undefined) open = NAMES[name.toLowerCase()];
    const own = plain(name === undefined ? (item ?? '') : value);
    if (open === undefined || own === '' || own === '|' || own === '>') continue;
    found.set(open, joinedField(open, found.get(open), own));
  }
  return { body: text.slice(match[0].length), metadata: Object.fromEntries(found) };
}
