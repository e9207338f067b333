import type { Post } from '../../networks/social.ts';
import type { Report } from '../../report/report.ts';
import { day, figure } from '../words/figures.ts';
import { link, postUrl, webAddress } from './links.ts';
import { foreign, html, joined, type Markup, NOTHING } from './markup.ts';
import { type Places, placesOf } from './places.ts';

type Cited = Pick<Report, 'profile' | 'basis'>;

/** The text of a post by its id; null if posts are no longer kept. */
type Quotes = ReadonlyMap<string, Post> | null;

/** A post shown in the list at the end has so many characters at most. */
const LISTED = 120;
/** One that is quoted with its finding. */
const QUOTED = 400;

export interface Citations {
  /** Renders a reference to a post, and puts the post on the list. */
  cite(id: string): Markup;
  /** The same for one of many, which is not printed. */
  refer(id: string): Markup;
  /** Months and hours of the week with their posts. */
  places: Places;
  /** The post as a quotation; nothing if its text is not kept. */
  quote(id: string): Markup;
  /** The posts cited so far, as a section. */
  list(): Markup;
}

const COUNTS = [
  ['likes', 'like', 'likes'],
  ['reposts', 'repost', 'reposts'],
  ['replies', 'reply', 'replies'],
] as const;

function countsOf(post: Post): Markup {
  const known = COUNTS.flatMap(([name, one, many]) => {
    const value = post[name];
    return value === null ? [] : [`${figure(value)} ${value === 1 ? one : many}`];
  });
  return known.length === 0 ? NOTHING : html`<span class="counts"> · ${known.join(', ')}</span>`;
}

function shortened(text: string, most: number): string {
  const signs = [...text.slice(0, 4 * most)];
  return signs.length <= most && text.length <= 4 * most
    ? text
    : `${signs.slice(0, most).join('').trimEnd()} …`;
}

const dated = ({ createdAt }: Post): Markup =>
  createdAt === null ? html`no date` : html`<time>${foreign(day(createdAt))}</time>`;

function textOf(post: Post, most: number): Markup {
  if (post.text.trim() === '') return html`<span class="quiet">(no text)</span>`;
  return html`<span class="text" dir="auto">${shortened(post.text, most)}</span>`;
}

/**
 * Numbers posts by their first citation.
 * @param posts those that are kept; null if none are
 */
export function citations({ profile, basis }: Cited, posts: readonly Post[] | null): Citations {
  const quotes: Quotes = posts && new Map(posts.map((post) => [post.id, post]));
  const numbers = new Map<string, number>();
  const printed = new Set<string>();
  const refer = (id: string): Markup => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return html`<a class="cite" href="#post-${number}">${number}</a>`;
  };
  const cite = (id: string): Markup => {
    printed.add(id);
    return refer(id);
  };
  const entry = ([id, number]: [string, number]): Markup => {
    const post = quotes?.get(id);
    const url = postUrl(profile, id) ?? webAddress(post?.url ?? '');
    const name = url === null ? html`<span class="id">${foreign(id)}</span>` : link(url, 'open');
    const about = post
      ? html`<span class="about">${dated(post)}${countsOf(post)} ${name}</span> ${textOf(post, LISTED)}`
      : html`<span class="about">${url === null ? name : link(url, id)}</span>`;
    const shown = printed.has(id) ? NOTHING : html` class="screen"`;
    return html`<li id="post-${number}" data-label="${number}"${shown}>${about}</li>\n`;
  };
  return {
    cite,
    refer,
    places: placesOf(basis, posts),
    quote: (id) => {
      const post = quotes?.get(id);
      if (!post) return NOTHING;
      return html`<blockquote>${textOf(post, QUOTED)} <span class="about">${dated(post)}${countsOf(post)} · post ${cite(id)}</span></blockquote>\n`;
    },
    list: () => {
      if (numbers.size === 0) return NOTHING;
      const gone = quotes ? NOTHING : html`<p class="quiet">The texts of the posts are no longer kept.</p>\n`;
      return html`<section id="posts"><h2>The posts</h2>
${gone}<ol class="posts">\n${[...numbers].map(entry)}</ol></section>\n`;
    },
  };
}

export const citedAll = (ids: readonly string[], cite: (id: string) => Markup): Markup =>
  joined(ids.map(cite), ' ');
