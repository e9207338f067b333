import type { Database } from '../../db/client.ts';
import type { AskedWords } from './asked-words.ts';
import { type FoundPage, findPages, type HitPlace, wordsAskedFor } from './find-pages.ts';
import { passagesOf, type Shown, shownOf } from './snippet.ts';
import { wordsIn } from './words.ts';

export interface Hit extends Shown {
  page: Omit<FoundPage, 'body' | 'paragraphs'>;
}

export interface Hits {
  hits: Hit[];
  /** Whether all pages with the words were ranked, not only those of the newest documents. */
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

/** Pages of an owner's documents that have the words, best first, each with the passage that has most of them. */
export async function searchPages(
  db: Database,
  owner: string,
  asked: AskedWords,
  place: { after: HitPlace | null; limit: number },
): Promise<Hits> {
  const { pages, complete, more } = await findPages(db, owner, asked, place);
  const found = pages.map((page) => ({ page, passages: passagesOf(page) }));
  const meant = found.length === 0 ? null : await wordsAskedFor(db, asked, distinctWords(found));
  const hits = found.map(({ page, passages }): Hit => {
    const { body: _body, paragraphs: _paragraphs, ...own } = page;
    return { page: own, ...shownOf(passages, meant?.get(page.config) ?? new Set()) };
  });
  const last = pages.at(-1);
  const next = more && last ? { rank: last.rank, jobId: last.job_id, page: last.page } : null;
  return { hits, complete, next };
}
