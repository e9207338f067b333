import { Marked } from 'marked';

/** As GitHub makes them, so that links between documents hold. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The tags that the project's documents use: places to link to, and small figures that point to notes. */
const TAG = /^(<a id="[\w-]+">|<\/a>|<\/?sup>)$/;

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${slugOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    table(token) {
      const row = (cells: typeof token.header, tag: string) =>
        `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
      const rows = token.rows.map((cells) => row(cells, 'td')).join('');
      return `<div class="wide" tabindex="0" role="group" aria-label="Table"><table><thead>${row(token.header, 'th')}</thead><tbody>${rows}</tbody></table></div>\n`;
    },
    code({ text }) {
      return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
    },
    /** What else looks like a tag is text. */
    html({ text }) {
      return TAG.test(text) ? text : escaped(text);
    },
  },
});

export const markdownToHtml = (markdown: string): string => marked.parse(markdown, { async: false });

export interface Link {
  href: string;
  text: string;
}

interface PageOptions {
  title: string;
  path: string;
  /** HTML. */
  content: string;
  menu: { title: string; links: Link[] }[];
}

function menuHtml({ menu, path }: Pick<PageOptions, 'menu' | 'path'>): string {
  const link = ({ href, text }: Link) =>
    `<li><a href="${escaped(href)}"${href === path ? ' aria-current="page"' : ''}>${escaped(text)}</a></li>`;
  return menu
    .map(({ title, links }) => `<h2>${escaped(title)}</h2><ul>${links.map(link).join('')}</ul>`)
    .join('');
}

/** A whole static page of the reference, in the page's own look. */
export function htmlPage({ title, path, content, menu }: PageOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escaped(title)} · Unstuck</title>
<link rel="icon" href="/icon.svg" />
<link rel="stylesheet" href="/app/main.css" />
<link rel="alternate" type="text/markdown" href="${path === '/docs' ? '/docs/index' : escaped(path)}.md" />
<script type="module" src="/app/docs.js"></script>
</head>
<body>
<header class="head"><a class="skip" href="#main">Skip to content</a><a class="brand" href="/">Unstuck</a><nav aria-label="Main"><a href="/">Start</a><a href="/jobs">Jobs</a><a href="/docs" aria-current="page">Docs</a></nav></header>
<div class="docs"><main id="main" tabindex="-1"><a class="to-menu" href="#pages">All pages</a>${content}</main>
<nav class="menu" id="pages" aria-label="Documentation">${menuHtml({ menu, path })}</nav></div>
</body>
</html>
`;
}
