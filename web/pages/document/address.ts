import type { Place } from '../../../lib/documents/layout/boxes.ts';

type Box = Place['box'];

/** What the address of a document's page says. */
export interface Spot {
  /** From 1. */
  page: number;
  /** Id of a paragraph or table. */
  at: string | null;
  box: Box | null;
  /** Words to be marked on the page. */
  mark: string | null;
}

/** What may be changed of an address; null takes it out. */
export type Changes = Readonly<Record<string, string | number | null>>;

const SPOT = ['page', 'at', 'box', 'mark'] as const;

function boxOf(text: string | undefined): Box | null {
  const [x0, y0, x1, y1] = (text ?? '')
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return null;
  return [x0, y0, x1, y1].every(Number.isFinite) ? { x0, y0, x1, y1 } : null;
}

/** Reads a spot; an id alone names its page, since ids begin with it. */
export function spotOf(query: Readonly<Record<string, string>>): Spot {
  const { page, at = null, box, mark = null } = query;
  const named = /^[ptf](\d{1,6})-/.exec(at ?? '')?.[1];
  const number = /^[1-9]\d{0,5}$/.test(page ?? '') ? Number(page) : Number(named ?? 1);
  return { page: number, at, box: boxOf(box), mark };
}

/** The same address with some of its parameters changed. */
export function changed(query: Readonly<Record<string, string>>, changes: Changes): string {
  const kept = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') kept.delete(name);
    else kept.set(name, String(value));
  }
  // Commas of a box are readable in an address as they are.
  const text = kept.toString().replaceAll('%2C', ',');
  return text === '' ? '?' : `?${text}`;
}

const point = (value: number): string => String(Math.round(value * 10) / 10);

const written = ({ x0, y0, x1, y1 }: Box): string => [x0, y0, x1, y1].map(point).join(',');

/** The address of a place in the document, all else as it is. */
export function toSpot(
  query: Readonly<Record<string, string>>,
  { page, at = null, box = null, mark = null }: Partial<Spot> & { page: number },
): string {
  const rest = Object.fromEntries(
    Object.entries(query).filter(([name]) => !SPOT.some((own) => own === name)),
  );
  return changed(rest, { page, at, box: box && written(box), mark });
}
