/** Longer than any post that a network takes, and parsed in milliseconds. */
const MOST_HTML = 400_000;
const MOST_DEPTH = 64;

/** What a reader sees of a piece of HTML. */
export interface ReadHtml {
  text: string;
  /** `href` of its anchors in order, as written, without those of mentions and hashtags. */
  links: string[];
  /** The HTML was longer than 400,000 characters, and its end was not read. */
  truncated: boolean;
}

/**
 * Loads html-to-text, which costs 40 ms and which most invocations do not need. What comes out has not been through
 * `plainText` yet.
 */
export async function loadHtmlReader(): Promise<(html: string) => ReadHtml> {
  const { compile } = await import('html-to-text');
  const convert = compile({
    wordwrap: false,
    limits: { maxInputLength: MOST_HTML, maxDepth: MOST_DEPTH, ellipsis: '' },
    formatters: {
      collectLink(element, walk, builder) {
        const { class: className, href } = element.attribs;
        const isLink = href !== undefined && !/(^|\s)(mention|hashtag)(\s|$)/.test(className ?? '');
        if (isLink && Array.isArray(builder.metadata)) builder.metadata.push(href);
        walk(element.children, builder);
      },
    },
    selectors: SELECTORS,
  });
  return (html) => {
    const links: string[] = [];
    const text = convert(html.slice(0, MOST_HTML), links);
    return { text, links, truncated: html.length > MOST_HTML };
  };
}

const PLAIN_BLOCKS = ['blockquote', 'ol', 'ul', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** Nothing is added to the author's words: no brackets, no upper case, no bullets. */
const SELECTORS = [
  { selector: 'a', format: 'collectLink' },
  { selector: 'img', format: 'skip' },
  { selector: 'hr', format: 'lineBreak' },
  // Mastodon repeats a quoted post's address in it, for servers that know no quotes.
  { selector: 'p.quote-inline', format: 'skip' },
  ...PLAIN_BLOCKS.map((selector) => ({ selector, format: 'block' })),
];
