import { z } from 'zod';
import { figure, language, percent } from '../words/figures.ts';
import { type Citations, citedAll } from './citations.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import { point } from './picture.ts';

const CITED = 2;
const WORDS: Readonly<Record<string, string>> = {
  post: 'original posts',
  reply: 'replies',
  repost: 'reposts',
  quote: 'quotes',
};
const KEYS = ['kind', 'label', 'language', 'hashtag', 'host', 'handle', 'phrase', 'emoji', 'word'] as const;
const idsSchema = z.array(z.string());
const rowSchema = z.record(z.string(), z.unknown());
const LONGEST = 8;

/** What the length of a bar stands for. */
const SIZES = [
  ['share', 'Share of posts'],
  ['per_1000_words', 'Times in 1,000 words'],
  ['count', 'Times used'],
  ['posts', 'Posts'],
] as const;
const unitOf = (row: Record<string, unknown>) =>
  SIZES.find(([name]) => typeof row[name] === 'number') ?? SIZES[3];

function shownName(key: string, name: string): string {
  if (key === 'language') return language(name);
  if (key === 'hashtag') return `#${name}`;
  if (key === 'kind') return WORDS[name] ?? name;
  return key === 'handle' ? `@${name}` : name;
}

/** Rows with a name and a share or count as bars: picture and table in one. */
export function barsTable(value: unknown, heading: string, cited: Citations): Markup | null {
  const parsed = z.array(rowSchema).min(1).safeParse(value);
  if (!parsed.success) return null;
  const rows = parsed.data.slice(0, LONGEST).flatMap((row) => {
    const key = KEYS.find((name) => typeof row[name] === 'string');
    const size = row[unitOf(row)[0]];
    return key === undefined || typeof size !== 'number'
      ? []
      : [{ name: shownName(key, String(row[key])), size, row }];
  });
  if (rows.length !== Math.min(parsed.data.length, LONGEST)) return null;
  const [unit, what] = unitOf(rows[0]?.row ?? {});
  const more = parsed.data.length - rows.length;
  const most = Math.max(...rows.map(({ size }) => size), 1e-9);
  const lines = rows.map(({ name, size, row }) => {
    const wide = point(Math.max(0, (100 * size) / most));
    const share = unit === 'share' ? percent(size) : figure(size);
    const ids = idsSchema.safeParse(row['post_ids']);
    const posts = ids.success ? citedAll(ids.data.slice(0, CITED), cited.refer) : NOTHING;
    return html`<tr><th scope="row">${foreign(name)}</th><td class="barcell"><svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="mark" width="${wide}" height="1"/></svg></td><td class="number">${share}</td><td class="number quiet screen">${posts}</td></tr>\n`;
  });
  return html`<table class="bars" aria-label="${heading}"><tbody>\n${lines}</tbody></table>
<figcaption>${what}${more > 0 ? html`; the first ${figure(rows.length)} of ${figure(parsed.data.length)}` : NOTHING}.</figcaption>`;
}
