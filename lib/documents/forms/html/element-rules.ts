type Attributes = Readonly<Record<string, string>>;

/** Never text of the page. */
export const SKIPPED = new Set([
  ...['script', 'style', 'template', 'iframe', 'object', 'embed', 'audio', 'video', 'canvas', 'map'],
  ...['select', 'datalist', 'textarea', 'rp', 'annotation', 'annotation-xml', 'colgroup', 'noframes'],
  ...['svg', 'noscript', 'meter', 'progress', 'head'],
]);
/** Each ends the paragraph before it and begins another. */
export const BLOCKS = new Set([
  ...['p', 'div', 'section', 'article', 'main', 'nav', 'header', 'footer', 'aside', 'address', 'blockquote'],
  ...['figure', 'figcaption', 'form', 'fieldset', 'legend', 'details', 'summary', 'dl', 'dt', 'dd', 'ul'],
  ...['ol', 'hr', 'caption', 'center', 'body', 'html', 'hgroup', 'search', 'dialog', 'menu', 'title'],
]);
/** Text of the page around its content. */
const AROUND = new Set(['nav', 'footer', 'aside']);
const AROUND_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search']);

const HEADING = /^h([1-6])$/;

/** The level of a heading; null for other elements. One that is a heading by its role alone is of the second level by default. */
export function headingLevel(name: string, { role, 'aria-level': level }: Attributes): number | null {
  const own = HEADING.exec(name)?.[1];
  if (role?.trim().toLowerCase() === 'heading') return Number(level ?? own ?? 2) || 2;
  return own === undefined ? null : Number(own);
}

const wordsIn = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter(Boolean);

/** What the roles and the EPUB types of an element are. */
const rolesOf = (attributes: Attributes): string[] => [
  ...wordsIn(attributes['role']),
  ...wordsIn(attributes['epub:type']),
];

const NOTE_REFERENCES = ['doc-noteref', 'noteref'];
const NOTES = ['doc-footnote', 'doc-endnote', 'footnote', 'endnote', 'rearnote'];
const NOTE_LISTS = ['doc-endnotes', 'footnotes', 'endnotes', 'rearnotes'];

const has = (attributes: Attributes, roles: readonly string[], classes: RegExp): boolean =>
  rolesOf(attributes).some((role) => roles.includes(role)) ||
  wordsIn(attributes['class']).some((name) => classes.test(name));

/** Key of the note that a link points to; null for other links. */
export function noteReference(attributes: Attributes): string | null {
  const target = attributes['href'] ?? '';
  const at = target.indexOf('#');
  if (at < 0) return null;
  const isMark = has(attributes, NOTE_REFERENCES, /^(?:footnote-ref|footnoteRef|fn-?ref)$/);
  return isMark || /^fn-?ref/i.test(attributes['id'] ?? '') ? noteKey(target.slice(at + 1)) : null;
}

/** As a label of Markdown may be: `1` of `fn1`, `fn:1`, `_ftn1` and `ftnt1`, `e1` of `_edn1`. */
export const noteKey = (id: string): string =>
  id
    .replaceAll(/[^\w-]/g, '-')
    .replace(/^(?:fn|footnote|note|_?ftn|ftnt)-?(?=\d)/i, '')
    .replace(/^_?edn(?=\d)/, 'e')
    .slice(0, 60);

export const isBacklink = (attributes: Attributes): boolean =>
  has(attributes, ['doc-backlink', 'backlink'], /^footnote-?back(?:ref)?$/i);

export const isNote = (attributes: Attributes): boolean =>
  attributes['id'] !== undefined && has(attributes, NOTES, /^footnote$/);

export const isNoteList = (attributes: Attributes): boolean =>
  has(attributes, NOTE_LISTS, /^(?:footnotes|endnotes)$/);

/** Where a page of the printed book began: EPUB 3's `pagebreak`, and the classes of Gutenberg and others. */
export const isPageMark = (attributes: Attributes): boolean =>
  has(attributes, ['pagebreak', 'doc-pagebreak'], /^(?:page-?num(?:ber)?|pageno|pgnum)$/i);

export const isAround = (name: string, attributes: Attributes): boolean =>
  AROUND.has(name) || rolesOf(attributes).some((role) => AROUND_ROLES.has(role));

export const isMain = (name: string, attributes: Attributes): boolean =>
  name === 'main' || rolesOf(attributes).includes('main');

const INVISIBLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/** Whether an element is not shown. @param hiding classes and ids that the page's own styles hide */
export function isHidden(name: string, attributes: Attributes, hiding: ReadonlySet<string>): boolean {
  const { hidden, style, id, open } = attributes;
  if (hidden !== undefined || attributes['aria-hidden'] === 'true') return true;
  if (style !== undefined && INVISIBLE.test(style)) return true;
  if (name === 'dialog') return open === undefined;
  if (hiding.size === 0) return false;
  return hiding.has(`#${id}`) || wordsIn(attributes['class']).some((own) => hiding.has(`.${own}`));
}

const HIDING =
  /([^{}]{1,500})\{[^{}]{0,2000}?(?:display\s*:\s*none|visibility\s*:\s*hidden)[^{}]{0,2000}\}/gi;
const MOST_STYLES = 200_000;

/** The classes and ids that plain rules of a style sheet hide; those for other media than a screen are passed by. */
export function hiddenBy(styles: string): string[] {
  const own = styles.slice(0, MOST_STYLES).replaceAll(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  return [...own.matchAll(HIDING)].flatMap(([, selectors = '']) =>
    selectors
      .split(',')
      .map((each) => each.trim())
      .filter((each) => /^[.#][\w-]+$/.test(each)),
  );
}
