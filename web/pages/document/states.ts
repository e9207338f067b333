import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PageStateJson } from '../../../lib/documents/http/pages.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call, Refused, Unreachable } from '../../api/call.ts';

interface StatesPage {
  data: PageStateJson[];
  next_cursor: string | null;
}

const AT_ONCE = 1_000;

async function statesOf(id: string, signal: AbortSignal): Promise<PageStateJson[]> {
  const states: PageStateJson[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from = cursor === '' ? '' : `&cursor=${cursor}`;
    const path = `/api/v1/jobs/${id}/pages?limit=${AT_ONCE}${from}`;
    const page: StatesPage = await call<StatesPage>(path, { signal });
    states.push(...page.data);
    cursor = page.next_cursor;
  }
  return states;
}

/** What is known of every page; asked for again whenever the job has come on. Empty until pages are counted. */
export function usePageStates(job: JobJson): readonly PageStateJson[] {
  const states = useSignal<readonly PageStateJson[]>([]);
  const { completed, failed } = job.progress;
  useEffect(() => {
    const ending = new AbortController();
    statesOf(job.id, ending.signal).then(
      (found) => {
        if (!ending.signal.aborted) states.value = found;
      },
      (error: unknown) => {
        // The job itself is watched, and says so if the service is away.
        if (ending.signal.aborted || error instanceof Refused || error instanceof Unreachable) return;
        throw error;
      },
    );
    return () => ending.abort();
  }, [job.id, job.status, job.epoch, completed, failed, states]);
  return states.value;
}

/** What a page is, in words for people. */
export function kindOf({ kind, status }: Pick<PageStateJson, 'kind' | 'status'>): string {
  if (status === 'failed') return 'failed';
  if (status === 'pending') return 'not read yet';
  if (status === 'skipped') return 'not read';
  return {
    text: 'text',
    scanned: 'a picture',
    mixed: 'text and pictures',
    empty: 'empty',
    unreadable: 'unreadable',
  }[kind ?? 'text'];
}

/** A filter of the list of pages, as the address has it: a kind, a status, or `language:` with a tag. */
export function chosenStates(
  states: readonly PageStateJson[],
  only: string | undefined,
): readonly PageStateJson[] {
  if (only === undefined) return states;
  const language = /^language:(.+)$/.exec(only)?.[1];
  if (language !== undefined) return states.filter((state) => state.language === language);
  if (only === 'recognized') return states.filter((state) => state.ocr_confidence !== null);
  if (only === 'tables') return states.filter((state) => (state.tables ?? 0) > 0);
  return states.filter((state) => state.kind === only || state.status === only);
}
