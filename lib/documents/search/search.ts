import type { Database } from '../../db/client.ts';
import type { AskedWords } from './asked-words.ts';
import { type FoundPage, findPages, wordsAskedFor } from './find-pages.ts';
import type { HitPlace } from './hit-place.ts';
import { passagesOf, type Shown, shownOf } from './snippet.ts';
import { wordsIn } from './words.ts';

export interface Hit extends Shown {
  page: Omit<FoundPage, 'body' | 'paragraphs'>;
}

export interface Hits {
  hits: Hit[];
  /** Whether no older page has the words that is ranked only after these. */
  complete: boolean;
  /** Where further hits begin; null if there are none. */
  next: HitPlace | null;
}

type Passages = ReturnType<typeof passagesOf>;

function distinctWords(found: readonly { page: FoundPage; passages: Passages }[]) {
  const words = new Map<string, Set<string>>();
  for (const { page, passages } of found) {
    const own = words.get(page.config) ?? new Set<string>();
    for (const { text } of passages) for (const { word } of wordsIn(text)) own.add(word);
    words.set(page.config, own);
  }
  return words;
}

/**
 * Pages of an owner's documents that have the words, each with the passage that has most of them: best first among the
 * newest `most`, then among the next.
 */
export async function searchPages(
  db: Database,
  owner: string,
  asked: AskedWords,
  place: HitPlace & { limit: number; most?: number },
): Promise<Hits> {
  const { pages, more, next: window } = await findPages(db, owner, asked, place);
  const found = pages.map((page) => ({ page, passages: passagesOf(page) }));
  const meant = found.length === 0 ? null : await wordsAskedFor(db, asked, distinctWords(found));
  const hits = found.map(({ page, passages }): Hit => {
    const { body: _body, paragraphs: _paragraphs, ...own } = page;
    return { page: own, ...shownOf(passages, meant?.get(page.config) ?? new Set()) };
  });
  const last = pages.at(-1);
  return {
    hits,
    complete: window === null,
    next: more && last ? after(place, last) : window && { window, after: null },
  };
}

const after = ({ window }: HitPlace, { rank, job_id: jobId, page }: FoundPage): HitPlace => ({
  window,
  after: { rank, jobId, page },
});
