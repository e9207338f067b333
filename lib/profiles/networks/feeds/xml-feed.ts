import type { Work } from '../../../core/slices.ts';
import { mapOf } from '../../../core/slices-of.ts';
import { type FeedDocument, type FeedEntry, type FeedText, resolvedUrl } from './feed-document.ts';
import { type Bag, type XmlField, xmlBags } from './xml-bags.ts';

const TITLES = ['title', 'atom:title', 'dc:title', 'itunes:title'];
const BODIES = ['content:encoded', 'atom:content', 'xhtml:body', 'xhtml:div'];
/** What an entry has beside its body, or instead of it. */
const SUMMARIES = ['description', 'atom:summary', 'media:description', 'itunes:summary', 'itunes:subtitle'];
const DESCRIPTIONS = ['description', 'atom:subtitle', 'atom:tagline', 'itunes:summary'];
const DATES = [
  ...['pubdate', 'atom:published', 'atom:issued', 'dcterms:issued', 'dcterms:created', 'atom:created'],
  ...['dc:date', 'atom:updated', 'atom:modified', 'dcterms:modified', 'lastbuilddate'],
];
const PICTURES = ['image', 'itunes:image', 'atom:icon', 'atom:logo'];
/** Plain by their definition. */
const PLAIN = ['media:description', 'itunes:summary', 'itunes:subtitle', 'itunes:title'];

interface Named extends XmlField {
  name: string;
}

/** The first field that says something, by the order of the names. */
function first(bag: Bag, names: readonly string[]): Named | null {
  for (const name of names) {
    const field = bag.get(name)?.find(({ text }) => text !== '');
    if (field) return { name, ...field };
  }
  return null;
}

const firstText = (bag: Bag, ...names: string[]): string | null => first(bag, names)?.text ?? null;
const attributeOf = (bag: Bag, name: string, attribute: string) =>
  bag.get(name)?.[0]?.attributes[attribute] ?? null;

/** Whether a field is HTML: Atom says so (RFC 4287, section 3.1), RSS mostly means it. */
function isHtml({ name, attributes }: Named): boolean {
  const { type = 'text', mode } = attributes;
  if (!name.startsWith('atom:')) return !PLAIN.includes(name);
  // Atom 0.3 has media types, and HTML that is escaped.
  return /html/i.test(type) || mode === 'escaped';
}

function textOf(field: Named | null): FeedText | null {
  return field && { text: field.text, isHtml: isHtml(field) };
}

function count(written: string | null): number | null {
  return written !== null && /^\d{1,12}$/.test(written.trim()) ? Number(written) : null;
}

/** Links of Atom, also in RSS, by their relation. */
function linkOf(bag: Bag, rel: string, base: string): string | null {
  const links = bag.get('atom:link')?.filter((each) => (each.attributes['rel'] ?? 'alternate') === rel) ?? [];
  const page = links.find(({ attributes }) => /html/i.test(attributes['type'] ?? 'text/html')) ?? links[0];
  return resolvedUrl(page?.attributes['href'], base);
}

/** The entry's own page: RSS may have it in `guid` alone. */
function pageOf(bag: Bag, base: string): string | null {
  const guid = attributeOf(bag, 'guid', 'isPermaLink') === 'false' ? null : firstText(bag, 'guid');
  const permanent = guid !== null && /^https?:\/\//i.test(guid) ? guid : null;
  return (
    resolvedUrl(firstText(bag, 'link'), base) ??
    linkOf(bag, 'alternate', base) ??
    resolvedUrl(permanent, base)
  );
}

const baseOf = (bag: Bag, around: string): string =>
  resolvedUrl(attributeOf(bag, '', 'xml:base'), around) ?? around;

function bodyOf(bag: Bag): Named | null {
  // Atom's content may be elsewhere, and RSS has an empty one at times.
  return first(bag, BODIES) ?? first(bag, SUMMARIES);
}

function entryOf(bag: Bag, feed: { base: string; language: string | null; isAtom: boolean }): FeedEntry {
  const around = baseOf(bag, feed.base);
  const url = pageOf(bag, around);
  const body = bodyOf(bag);
  const near = feed.isAtom ? around : (url ?? around);
  return {
    id: firstText(bag, 'guid', 'atom:id') ?? attributeOf(bag, '', 'rdf:about'),
    url,
    title: textOf(first(bag, TITLES)),
    body: textOf(body),
    date: firstText(bag, ...DATES),
    language:
      body?.attributes['xml:lang'] ??
      attributeOf(bag, '', 'xml:lang') ??
      firstText(bag, 'dc:language') ??
      feed.language,
    likes: count(attributeOf(bag, 'media:starrating', 'count')),
    replies: count(firstText(bag, 'slash:comments', 'thr:total')),
    isReply: bag.has('thr:in-reply-to'),
    base: resolvedUrl(body?.attributes['xml:base'], near) ?? near,
  };
}

/**
 * RSS 0.9 to 2.0 and Atom 0.3 and 1.0 with the modules that blogs and podcasts use. Sources: RFC 4287, RFC 5005,
 * https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/
 * @param address of the document, for relative links
 * @throws NotAFeed, XmlTooComplex
 */
export function* xmlFeed(pieces: Iterable<string>, address: string): Work<FeedDocument> {
  const { root, feed, entries, unreadable } = yield* xmlBags(pieces);
  const base = baseOf(feed, address);
  const isAtom = root === 'atom:feed';
  const language = firstText(feed, 'language', 'dc:language') ?? attributeOf(feed, '', 'xml:lang');
  return {
    title: firstText(feed, ...TITLES),
    description: textOf(first(feed, DESCRIPTIONS)),
    home: pageOf(feed, base),
    hasPicture: PICTURES.some((name) => feed.has(name)),
    createdAt: firstText(feed, 'atom:published'),
    next: linkOf(feed, 'next', base) ?? linkOf(feed, 'prev-archive', base),
    isComplete: feed.has('fh:complete'),
    entries: yield* mapOf(entries, (bag) => entryOf(bag, { base, language, isAtom })),
    unreadable,
  };
}
