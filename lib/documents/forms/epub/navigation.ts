import { Parser } from 'htmlparser2';
import { decoded } from '../decoded.ts';
import { readXmlIfThere } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';
import { partNamed } from './package.ts';

export interface NavEntry {
  title: string;
  /** From 1. */
  level: number;
  /** Name of the part that it leads to. */
  part: string;
  /** Id of the element there; empty for the part as a whole. */
  id: string;
}

const MOST = 10_000;

function fragmentOf(href: string): string {
  const [, id = ''] = /#(.*)$/s.exec(href) ?? [];
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const entry = (title: string, level: number, href: string, from: string): NavEntry => ({
  title: title.replaceAll(/\s+/g, ' ').trim(),
  level: Math.max(1, level),
  part: partNamed(href.replace(/#.*$/s, ''), from),
  id: fragmentOf(href),
});

/** Entries of the first list of a navigation document (EPUB 3). */
async function ofNav(parts: ZipParts, nav: string): Promise<NavEntry[]> {
  const entries: NavEntry[] = [];
  let [level, href, title, isToc]: [number, string | null, string, boolean] = [0, null, '', false];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'nav') isToc = attributes['epub:type'] === 'toc' || attributes['role'] === 'doc-toc';
      if (name === 'ol') level += 1;
      if (name === 'a') [href, title] = [attributes['href'] ?? null, ''];
    },
    ontext: (text) => {
      title += text;
    },
    onclosetag: (name) => {
      if (name === 'ol') level -= 1;
      if (name === 'nav') isToc = false;
      if (name !== 'a' || href === null) return;
      if (isToc && entries.length < MOST && title.trim() !== '') entries.push(entry(title, level, href, nav));
      href = null;
    },
  });
  parser.end(decoded(await parts.text(nav)).text);
  return entries;
}

/** Entries of an NCX (EPUB 2). */
async function ofNcx(parts: ZipParts, ncx: string): Promise<NavEntry[]> {
  const entries: NavEntry[] = [];
  let [level, title, isText] = [0, '', false];
  await readXmlIfThere(parts, ncx, {
    open: (name, { src }) => {
      if (name.endsWith('navPoint')) {
        level += 1;
        title = '';
      }
      isText = name.endsWith('text') && level > 0;
      const isEntry = name.endsWith('content') && src !== undefined && level > 0;
      if (isEntry && title.trim() !== '' && entries.length < MOST)
        entries.push(entry(title, level, src, ncx));
    },
    text: (piece) => {
      if (isText) title += piece;
    },
    close: (name) => {
      isText = false;
      if (name.endsWith('navPoint')) level -= 1;
    },
  });
  return entries;
}

/** The book's own table of contents; empty if it has none. */
export async function navigation(
  parts: ZipParts,
  { nav, ncx }: { nav: string | undefined; ncx: string | undefined },
): Promise<NavEntry[]> {
  const entries = nav !== undefined && parts.has(nav) ? await ofNav(parts, nav) : [];
  if (entries.length > 0 || ncx === undefined) return entries;
  return await ofNcx(parts, ncx);
}
