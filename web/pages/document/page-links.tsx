import { useLocation } from 'preact-iso/router';
import { toSpot } from './address.ts';

/** What stands in one line; the search finds all. */
const MOST = 8;

interface PageLinksProps {
  pages: readonly number[];
  labels: readonly string[] | undefined;
  /** What is marked there. */
  mark: string;
  /** Paragraphs that hold it, as far as they are named. */
  paragraphs?: readonly string[] | undefined;
}

/** The pages that hold something, each a link to its place there. */
export function PageLinks({ pages, labels, mark, paragraphs = [] }: PageLinksProps) {
  const { query } = useLocation();
  const at = (page: number): string | null =>
    paragraphs.find((id) => new RegExp(`^[pt]${page}-`).test(id)) ?? null;
  const more = pages.length - MOST;
  return (
    <span class="pages">
      {pages.slice(0, MOST).map((page, index) => (
        <a key={page} class="figure" href={toSpot(query, { page, at: at(page), mark })}>
          <span class="unseen">{mark}, page </span>
          {labels?.[index] ?? page}
        </a>
      ))}
      {more > 0 && (
        <a href={toSpot({ ...query, find: mark }, { page: pages[0] ?? 1, mark })}>
          <span class="unseen">{mark}, </span>
          {more} more
        </a>
      )}
    </span>
  );
}
