import type { Writer } from './html.ts';

/** A page, written in the order in which it is read. */
export type Make = (w: Writer) => string;

export const columns = (count: number, gap: string, style = ''): string =>
  `columns:${count};column-gap:${gap};${style}`;

export const grid = (template: string, gap: string): string =>
  `display:grid;grid-template-columns:${template};gap:${gap}`;
