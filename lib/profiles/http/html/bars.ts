import { z } from 'zod';
import { figure, language, percent } from '../words/figures.ts';
import { type Citations, citedAll } from './citations.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import { point } from './pictures.ts';

const CITED = 2;
const WORDS: Readonly<Record<string, string>> = {
  post: 'posts of its own',
  reply: 'replies',
  repost: 'reposts',
  quote: 'quotes',
};
const KEYS = ['kind', 'label', 'language', 'hashtag', 'host', 'handle', 'phrase', 'emoji', 'word'] as const;
const idsSchema = z.array(z.string());
const rowSchema = z.record(z.string(), z.unknown());
const LONGEST = 8;

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
    const size = [row['share'], row['posts'], row['count'], row['per_1000_words']].find(
      (one) => typeof one === 'number',
    );
    return key === undefined || typeof size !== 'number'
      ? []
      : [{ name: shownName(key, String(row[key])), size, row }];
  });
  if (rows.length !== Math.min(parsed.data.length, LONGEST)) return null;
  const most = Math.max(...rows.map(({ size }) => size), 1e-9);
  const lines = rows.map(({ name, size, row }) => {
    const wide = point(Math.max(0, (100 * size) / most));
    const share = typeof row['share'] === 'number' ? percent(row['share']) : figure(size);
    const ids = idsSchema.safeParse(row['post_ids']);
    const counted =
      typeof row['posts'] === 'number' && row['posts'] !== size ? html`${figure(row['posts'])}` : NOTHING;
    const posts = ids.success ? citedAll(ids.data.slice(0, CITED), cited) : counted;
    return html`<tr><th scope="row">${foreign(name)}</th><td class="barcell"><svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="mark" width="${wide}" height="1"/></svg></td><td class="number">${share}</td><td class="number quiet">${posts}</td></tr>\n`;
  });
  return html`<table class="bars" aria-label="${heading}"><tbody>\n${lines}</tbody></table>`;
}
