import { type PageLabels, pageName } from './output/page-labels.ts';

/** Most page numbers listed in one sentence. */
const NAMED = 20;

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** `1, 2 and 5` */
export function named(pages: readonly number[], labels: PageLabels): string {
  const shown = pages.slice(0, NAMED).map((page) => pageName(page, labels));
  const more = pages.length - shown.length;
  return list.format(more > 0 ? [...shown, `${more} more`] : shown);
}

/** `pages 1 and 2` */
export function pagesOf(pages: readonly { page: number }[], labels: PageLabels): string {
  const numbers = pages.map(({ page }) => page);
  return `${pages.length === 1 ? 'page' : 'pages'} ${named(numbers, labels)}`;
}

/** `1 page is`, `3 pages are`. */
export const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 page ${one}` : `${count} pages ${many}`;
