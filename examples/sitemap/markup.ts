import { Parser } from 'htmlparser2';
import { PermanentError } from '../../lib/core/errors.ts';

const TOO_DEEP = 'It has more than 500 elements within each other.';
/** `text` is its own, without that of the elements in it. */
type Element = { name: string; attributes: Record<string, string>; text: string };

/** Visits each element when it closes, with the name of its parent. Deep nesting would take the parser minutes. */
function visitAll(markup: string, xmlMode: boolean, visit: (element: Element, parent?: string) => void) {
  const path: Element[] = [];
  const onopentag = (name: string, attributes: Element['attributes']) => {
    if (path.push({ name, attributes, text: '' }) > 500) throw new PermanentError('too_deep', TOO_DEEP);
  };
  const ontext = (text: string) => {
    const inner = path.at(-1);
    if (inner) inner.text += text;
  };
  const onclosetag = () => {
    const closed = path.pop();
    if (closed) visit(closed, path.at(-1)?.name);
  };
  new Parser({ onopentag, ontext, onclosetag }, { xmlMode }).end(markup);
}

/** An http(s) URL without its fragment, short enough for the key of a step; null for what is none. */
function webUrl(text: string, base?: URL): string | null {
  const url = URL.parse(text, base?.href)?.href.replace(/#.*/, '') ?? '';
  return /^https?:/.test(url) && url.length <= 1_000 ? url : null;
}

/** The title of a page, and where it links to, each place once. */
export function readPage(html: string, at: URL): { title: string | null; links: URL[] } {
  const titles: string[] = [];
  const links = new Set<string>();
  visitAll(html, false, ({ name, attributes, text }) => {
    if (name === 'title') titles.push(text.replaceAll(/\s+/g, ' ').trim().slice(0, 300));
    const link = name === 'a' && attributes['href'] ? webUrl(attributes['href'], at) : null;
    if (link) links.add(link);
  });
  return { title: titles[0] || null, links: Array.from(links, (link) => new URL(link)) };
}

/** What a sitemap lists (https://www.sitemaps.org/protocol.html): pages, or further sitemaps. */
export function readSitemap(xml: string): { pages: string[]; sitemaps: string[] } {
  const found = { pages: [] as string[], sitemaps: [] as string[] };
  visitAll(xml, true, ({ name, text }, parent) => {
    const url = name === 'loc' ? webUrl(text.trim()) : null;
    if (url && parent === 'url') found.pages.push(url);
    if (url && parent === 'sitemap') found.sitemaps.push(url);
  });
  return found;
}
