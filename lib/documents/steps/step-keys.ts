/** Pages `from` to `to`, both included; the first page is 1. */
export interface PageSpan {
  from: number;
  to: number;
}

export const FETCH_KEY = 'fetch';
export const OPEN_KEY = 'open';

const RANGE = 'pages';
const PAGE = 'page';
const RECOGNITION = 'ocr';
const TEXT = 'text';

/** What all keys of steps that read a range of pages begin with. */
export const RANGE_PREFIX = `${RANGE}-`;

/** `pages-1-50` */
export const rangeKey = ({ from, to }: PageSpan): string => `${RANGE_PREFIX}${from}-${to}`;
/** `page-17`: one page that its range could not read. */
export const pageKey = (page: number): string => `${PAGE}-${page}`;
/** `ocr-17`: one scanned page, by character recognition. */
export const recognitionKey = (page: number): string => `${RECOGNITION}-${page}`;
/** `text-1-200`, `text-1-200~2` @param again suffix from `againIn`, or empty */
export const textKey = ({ from, to }: PageSpan, again: string): string => `${TEXT}-${from}-${to}${again}`;
/** `report`, `report~2` @param again suffix from `againIn`, or empty */
export const wholeKey = (name: string, again: string): string => `${name}${again}`;

/** Suffix that makes the key of a step new when it runs again in a later epoch. */
export const againIn = (epoch: number): string => `~${epoch}`;

export const isPageKey = (key: string): boolean => key.startsWith(`${PAGE}-`);

const READING = new RegExp(`^(?:${RANGE}|${PAGE}|${RECOGNITION})-(\\d{1,6})(?:-(\\d{1,6}))?$`);

/** The pages that a step reads or recognizes; null if its key is not that of such a step. */
export function pagesOfKey(key: string): PageSpan | null {
  const [, from, to] = READING.exec(key) ?? [];
  return from === undefined ? null : { from: Number(from), to: Number(to ?? from) };
}
