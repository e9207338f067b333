import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
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

/** Asks for the states again whenever told to, one look at a time: a long document takes longer than a job to come on. */
function watching(id: string, states: Signal<readonly PageStateJson[]>) {
  const ending = new AbortController();
  let busy = false;
  let again = false;
  async function look(): Promise<void> {
    again = busy;
    if (busy) return;
    busy = true;
    try {
      states.value = await statesOf(id, ending.signal);
    } catch (error) {
      // The job itself is watched, and says so if the service is away.
      const isTold = ending.signal.aborted || error instanceof Refused || error instanceof Unreachable;
      if (!isTold) throw error;
    } finally {
      busy = false;
    }
    if (again && !ending.signal.aborted) await look();
  }
  return { look: () => void look(), stop: () => ending.abort() };
}

/** What is known of every page; asked for again whenever the job has come on. Empty until pages are counted. */
export function usePageStates(job: JobJson): readonly PageStateJson[] {
  const states = useSignal<readonly PageStateJson[]>([]);
  const watch = useMemo(() => watching(job.id, states), [job.id, states]);
  const { completed, failed } = job.progress;
  useEffect(() => watch.stop, [watch]);
  useEffect(() => watch.look(), [watch, job.status, job.epoch, completed, failed]);
  return states.value;
}
