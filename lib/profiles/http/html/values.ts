import { z } from 'zod';
import { figure, instant, isShare, labelOf, percent } from '../words/figures.ts';
import { featureOf, nameOf } from '../words/names.ts';
import { inReadingOrder } from '../words/order.ts';
import { foreign, html, joined, type Markup } from './markup.ts';

/** Renders a reference to a post. */
export type ShowPost = (id: string) => Markup;

export type Row = Record<string, unknown>;

const rowSchema = z.record(z.string(), z.unknown());
const rowsSchema = z.array(rowSchema).min(1);
/** Deeper values, which no analysis has, are shown as raw JSON. */
const DEEPEST = 6;

/** Entries in display order. */
function entriesOf(row: Row): [string, unknown][] {
  return inReadingOrder(Object.keys(row)).map((name) => [name, row[name]]);
}

/** Without a style attribute, which the page's policy would not apply. */
function bar(share: number): Markup {
  const width = figure(share * 100);
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="1"/></svg>`;
}

function scalar(name: string, value: unknown, showPost: ShowPost): Markup {
  if (value === null || value === undefined) return html`<span class="quiet">not known</span>`;
  if (typeof value === 'boolean') return html`${value ? 'yes' : 'no'}`;
  if (isShare(name, value)) return html`${percent(value)}${name === 'share' ? bar(value) : ''}`;
  if (typeof value === 'number') return html`${figure(value)}`;
  if (name === 'id' || name.endsWith('post_ids')) return showPost(String(value));
  if (name === 'what' || name === 'not_compared') return foreign(featureOf(String(value)));
  if (name === 'why') return foreign(nameOf(String(value)) ?? String(value));
  return foreign(instant(String(value)));
}

function cellsTable(rows: readonly Row[], showPost: ShowPost, depth: number): Markup {
  const names = inReadingOrder([...new Set(rows.flatMap((row) => Object.keys(row)))]);
  const heads = names.map((name) => html`<th scope="col">${foreign(labelOf(name))}</th>`);
  const lines = rows.map((row) => {
    const has = (name: string): boolean => Object.hasOwn(row, name);
    const cell = (name: string) => (has(name) ? shown(name, row[name], showPost, depth) : '');
    return html`<tr>${names.map((name) => html`<td data-label="${labelOf(name)}">${cell(name)}</td>`)}</tr>\n`;
  });
  return html`<table class="rows${names.length > 3 ? ' wide' : ''}"><thead><tr>${heads}</tr></thead><tbody>\n${lines}</tbody></table>`;
}

function namesTable(row: Row, showPost: ShowPost, depth: number): Markup {
  const lines = entriesOf(row).map(([name, value]) => {
    const cell = shown(name, value, showPost, depth);
    const label = foreign(labelOf(name));
    if (typeof value === 'object' && value !== null) {
      return html`<tr><td class="deep" colspan="2"><span class="quiet">${label}</span> ${cell}</td></tr>\n`;
    }
    return html`<tr><th scope="row">${label}</th><td>${cell}</td></tr>\n`;
  });
  return html`<table><tbody>\n${lines}</tbody></table>`;
}

function list(name: string, items: readonly unknown[], showPost: ShowPost, depth: number): Markup {
  if (items.length === 0) return html`<span class="quiet">none</span>`;
  const rows = rowsSchema.safeParse(items);
  if (rows.success) return cellsTable(rows.data, showPost, depth);
  const parts = items.map((item) => shown(name, item, showPost, depth));
  const nested = items.some((item) => typeof item === 'object' && item !== null);
  return nested ? html`<ul>${parts.map((part) => html`<li>${part}</li>`)}</ul>` : joined(parts, ', ');
}

/** Renders any JSON: lists of rows and records as tables, the rest as text. */
export function shown(name: string, value: unknown, showPost: ShowPost, depth = 0): Markup {
  if (typeof value !== 'object' || value === null) return scalar(name, value, showPost);
  if (depth >= DEEPEST) return html`<code>${foreign(JSON.stringify(value))}</code>`;
  if (Array.isArray(value)) return list(name, value, showPost, depth + 1);
  const row = rowSchema.parse(value);
  if (Object.keys(row).length === 0) return html`<span class="quiet">none</span>`;
  return namesTable(row, showPost, depth + 1);
}
