import type { HttpContext } from '../../http/route.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { listSteps, type Step } from '../../jobs/steps.ts';
import type { Job } from '../../jobs/types.ts';
import type { PageFigures } from '../records/queries.ts';
import { pageKey, pagesOfKey, RANGE_PREFIX, recognitionKey } from '../steps/step-keys.ts';

/** No document has more multi-page steps than this. */
const MOST_RANGES = 2_000;

export interface PageState {
  page: number;
  /** Null if the page was not read. */
  figures: PageFigures | null;
  /** `skipped`: not read before the job ended. */
  status: 'read' | 'failed' | 'pending' | 'skipped';
  /** For a page that was read: why OCR failed. */
  error: { code: string; message: string } | null;
}

type Failure = NonNullable<Step['error']>;

/** Errors of failed steps, by page. */
async function failuresOf({ jobs }: HttpContext, job: Job, pages: readonly number[]) {
  const keys = pages.flatMap((page) => [pageKey(page), recognitionKey(page)]);
  const failed = { status: 'failed' } as const;
  const [single, ranges] = await Promise.all([
    keys.length === 0 ? [] : listSteps(jobs, job, { ...failed, keys, limit: keys.length }),
    listSteps(jobs, job, { ...failed, prefix: RANGE_PREFIX, limit: MOST_RANGES }),
  ]);
  const byKey = new Map(single.map(({ key, error }) => [key, error]));
  return (page: number, isRead: boolean): Failure | null => {
    if (isRead) return byKey.get(recognitionKey(page)) ?? null;
    const range = ranges.find(({ key }) => {
      const span = pagesOfKey(key);
      return span !== null && span.from <= page && page <= span.to;
    });
    return byKey.get(pageKey(page)) ?? range?.error ?? null;
  };
}

/** States of the given pages, also while the job runs. @param figures figures of the pages already read */
export async function pageStates(
  context: HttpContext,
  job: Job,
  { pages, figures }: { pages: readonly number[]; figures: readonly PageFigures[] },
): Promise<PageState[]> {
  const read = new Map(figures.map((each) => [each.page, each]));
  const failureOf = job.failed > 0 ? await failuresOf(context, job, pages) : () => null;
  const unread = isTerminal(job.status) ? 'skipped' : 'pending';
  return pages.map((page): PageState => {
    const found = read.get(page) ?? null;
    const error = failureOf(page, found !== null);
    if (found) return { page, figures: found, status: 'read', error };
    return { page, figures: null, status: error ? 'failed' : unread, error };
  });
}
