import { useSignal } from '@preact/signals';
import { useCallback, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { useShortcuts } from '../../keys/shortcuts.ts';
import { checkRow, focusRow } from '../../parts/focus-row.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useRowHeight } from '../../parts/row-height.ts';
import { FIRST, VirtualRows } from '../../parts/virtual-rows.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { FilterForm } from './filter-form.tsx';
import { type Filter, filterOf, isEmpty, searchOf } from './filters.ts';
import { JobRow } from './job-row.tsx';
import { lastList } from './last-list.ts';
import { useJobList } from './use-job-list.ts';
import { useStrips } from './use-strips.ts';

const NONE: readonly JobJson[] = [];

/** The jobs of the key's owner, newest first; the filter is in the address. */
export function Jobs() {
  const { url } = useLocation();
  const filter = filterOf(url.split('?', 2)[1] ?? '');
  const search = searchOf(filter);
  lastList.value = search === '' ? '/jobs' : `/jobs?${search}`;
  if (document.title !== 'Jobs · Unstuck') document.title = 'Jobs · Unstuck';
  return (
    <>
      <h1>Jobs</h1>
      <FilterForm filter={filter} />
      <List key={search} filter={filter} search={search} />
    </>
  );
}

function List({ filter, search }: { filter: Filter; search: string }) {
  const { head, jobs, hasMore, onView } = useJobList(search);
  const view = useRef<[number, number]>([0, FIRST]);
  const strips = useStrips(jobs, view);
  const picked = useSignal<ReadonlySet<string>>(new Set());
  const height = useRowHeight();
  const pick = useCallback(
    (id: string) => {
      const next = new Set(picked.value);
      if (!next.delete(id)) next.add(id);
      picked.value = next;
    },
    [picked],
  );
  useShortcuts([
    { keys: 'j', says: 'next job', run: () => focusRow(1) },
    { keys: 'k', says: 'job before', run: () => focusRow(-1) },
    { keys: 'x', says: 'select the job', run: checkRow },
    {
      keys: '[Shift]+/',
      says: 'find',
      run: () => document.querySelector<HTMLElement>('[data-find]')?.focus(),
    },
    {
      keys: 'Escape',
      says: 'select none',
      run: () => {
        picked.value = new Set();
      },
    },
  ]);
  return (
    <Loaded of={head}>
      {() => (
        <>
          {(jobs.length > 0 || !isEmpty(filter)) && (
            <BulkBar
              filter={filter}
              picked={picked.value.size === 0 ? NONE : jobs.filter(({ id }) => picked.value.has(id))}
              clear={() => {
                picked.value = new Set();
              }}
              look={head.look}
            />
          )}
          {jobs.length === 0 && <Nothing isFiltered={!isEmpty(filter)} />}
          {jobs.length > 0 && (
            <div class="list jobs">
              <Head />
              <VirtualRows
                count={jobs.length}
                height={height}
                onView={(first, last) => {
                  view.current = [first, last];
                  onView(first, last);
                }}
                row={(index, top) => {
                  const job = jobs[index];
                  return (
                    job && (
                      <JobRow
                        {...{ job, index, top, pick }}
                        slices={strips.get(job.id) ?? null}
                        of={hasMore ? -1 : jobs.length}
                        isPicked={picked.value.has(job.id)}
                      />
                    )
                  );
                }}
              />
            </div>
          )}
          {jobs.length > 0 && (
            <p class="minor" role="status">
              {hasMore ? 'Older jobs are read as you scroll.' : `That is all: ${jobs.length}.`}
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}

function Head() {
  return (
    <div class="row heads" aria-hidden="true">
      <span />
      <span>State</span>
      <span>Job</span>
      <span>Kind</span>
      <span>Progress</span>
      <span>What it waits for</span>
      <span>Accepted</span>
      <span>Price</span>
    </div>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <p>
      No job is like that. <a href="/jobs">Show all jobs</a>.
    </p>
  ) : (
    <p>
      No jobs yet. <a href="/">Begin one on the start page</a>; it is listed here from the moment it is
      accepted.
    </p>
  );
}
