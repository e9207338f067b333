import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call } from '../../api/call.ts';
import { useResource, type Watched } from '../../api/resource.ts';
import { useAction } from '../../api/use-action.ts';
import { isOver } from '../../words/status.ts';
import { type JobPage, merged, versionOf } from './known-jobs.ts';
import { cameBack, type Kept, keptList } from './last-list.ts';

/** The newest are asked for again and again, older ones once. */
const NEWEST = 100;
const OLDER = 200;
/** So many rows before the end, the next page is asked for. */
const AHEAD = 60;

export interface JobList {
  head: Watched<JobPage>;
  jobs: readonly JobJson[];
  /** Whether there are more than have been read. */
  hasMore: boolean;
  onView: (first: number, last: number) => void;
}

/** The jobs of a filter: the newest are watched, older ones are read as they come into view. */
export function useJobList(search: string): JobList {
  const path = `/api/v1/jobs?${search === '' ? '' : `${search}&`}limit=`;
  const head = useResource<JobPage>(`${path}${NEWEST}`, { version: versionOf });
  const start = useRef<Kept>(keptList(search));
  const known = useSignal<readonly JobJson[]>(start.current.jobs);
  const pages = useRef(start.current.pages);
  const view = useRef<[number, number]>([0, 0]);
  const { busy, run } = useAction();
  const { data, seenAt } = head.value;

  const read = (page: Kept['pages'][number], isNew: boolean) =>
    run(async () => {
      const got = await call<JobPage>(`${path}${OLDER}&cursor=${encodeURIComponent(page.cursor)}`);
      known.value = merged(known.value, got, page.before);
      const last = got.data.at(-1);
      if (isNew)
        pages.current.next = last && got.next_cursor ? { cursor: got.next_cursor, before: last.id } : null;
    });

  const further = () => {
    const { next } = pages.current;
    if (busy || !next || view.current[1] < known.value.length - AHEAD) return;
    pages.current.push(next);
    read(next, true);
  };

  useEffect(() => {
    if (data === null) return;
    known.value = merged(known.value, data, null);
    const last = data.data.at(-1);
    if (pages.current.next === undefined)
      pages.current.next = last && data.next_cursor ? { cursor: data.next_cursor, before: last.id } : null;
  }, [data]);
  // Jobs in view that go on are looked at again, wherever in the list they are.
  useEffect(() => {
    const [first, last] = view.current;
    const seen = known.value.slice(first, last);
    const page = pages.current.findLast(({ before }) => seen[0] !== undefined && before > seen[0].id);
    if (page && !busy && seen.some(({ status }) => !isOver(status))) read(page, false);
  }, [seenAt]);
  useEffect(further, [known.value.length, busy]);
  useLayoutEffect(() => {
    if (cameBack()) scrollTo(0, start.current.scroll);
    const kept = start.current;
    return () => {
      Object.assign(kept, { jobs: known.value, pages: pages.current });
    };
  }, []);
  return {
    head,
    jobs: known.value,
    hasMore: pages.current.next !== null && pages.current.next !== undefined,
    onView: (first, last) => {
      view.current = [first, last];
      start.current.scroll = scrollY;
      further();
    },
  };
}
