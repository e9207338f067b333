/** Longer than any network's posts, yet parsed in milliseconds. */
const MOST_HTML = 400_000;
/**
 * Tags read of one post, far more than a long article has. The parser's time grows with the square of the open ones:
 * 400 KB of them took seconds.
 */
const MOST_TAGS = 5_000;
const TAG = /<[a-z/!?]/gi;
const MOST_DEPTH = 64;
/** Stands where elements deeper than that were left out. */
const LEFT_OUT = '\uFFFE';

/** The visible text of a piece of HTML. */
export interface ReadHtml {
  text: string;
  /** `href` of its anchors in order, as written, except mentions and hashtags. */
  links: string[];
  /** True if the HTML exceeded 400,000 characters or 5,000 tags, or was nested more than 64 deep, and was cut. */
  truncated: boolean;
}

/**
 * Loads html-to-text lazily: it costs 40 ms, and most invocations do not need it. The output still needs `plainText`.
 */
export async function loadHtmlReader(): Promise<(html: string) => ReadHtml> {
  const { compile } = await import('html-to-text');
  const convert = compile({
    wordwrap: false,
    limits: { maxInputLength: MOST_HTML, maxDepth: MOST_DEPTH, ellipsis: LEFT_OUT },
    formatters: {
      collectLink(element, walk, builder) {
        const { class: className, href } = element.attribs;
        const isLink = href !== undefined && !/(^|\s)(mention|hashtag)(\s|$)/.test(className ?? '');
        if (isLink && Array.isArray(builder.metadata)) builder.metadata.push(href);
        walk(element.children, builder);
      },
      fenced(element, walk, builder) {
        builder.openBlock({ isPre: true, leadingLineBreaks: 2 });
        walk(element.children, builder);
        builder.closeBlock({ trailingLineBreaks: 2, blockTransform: (code) => `\`\`\`\n${code}\n\`\`\`` });
      },
      spaced(element, walk, builder) {
        walk(element.children, builder);
        builder.addInline(' ', {});
      },
      codeSpan(element, walk, builder) {
        const isInline = element.parent?.name !== 'pre';
        if (isInline) builder.addInline('`', { noWordTransform: true });
        walk(element.children, builder);
        if (isInline) builder.addInline('`', { noWordTransform: true });
      },
    },
    selectors: SELECTORS,
  });
  return (html) => {
    const links: string[] = [];
    const read = html.slice(0, endOf(html));
    const text = convert(read.replaceAll(LEFT_OUT, ''), links);
    const isCut = read.length < html.length || text.includes(LEFT_OUT);
    return { text: text.replaceAll(LEFT_OUT, ''), links, truncated: isCut };
  };
}

/** Where the part that can be parsed in bounded time ends. */
function endOf(html: string): number {
  let tags = 0;
  for (const { index } of html.slice(0, MOST_HTML).matchAll(TAG)) {
    tags += 1;
    if (tags > MOST_TAGS) return index;
  }
  return Math.min(html.length, MOST_HTML);
}

const PLAIN_BLOCKS = [
  ...['ol', 'ul', 'li', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['table', 'tr', 'figure', 'figcaption', 'details', 'summary'],
];
/** What a page shows in them, if anything, are not its author's words. */
const SKIPPED = ['img', 'svg', 'iframe', 'object', 'noscript', 'template', 'textarea', 'select', 'button'];

/** Adds nothing to the author's words: no brackets, upper case or bullets. Quotes and code get Markdown's marks. */
const SELECTORS = [
  { selector: 'a', format: 'collectLink' },
  ...SKIPPED.map((selector) => ({ selector, format: 'skip' })),
  ...['td', 'th'].map((selector) => ({ selector, format: 'spaced' })),
  { selector: 'hr', format: 'lineBreak' },
  // Mastodon repeats the quoted post's URL here for servers without quote support.
  { selector: 'p.quote-inline', format: 'skip' },
  { selector: 'blockquote', format: 'blockquote' },
  { selector: 'pre', format: 'fenced' },
  { selector: 'code', format: 'codeSpan' },
  ...PLAIN_BLOCKS.map((selector) => ({ selector, format: 'block' })),
];
