import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SliceJson, StepJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { type Followed, useFollowed } from '../../api/follow.ts';
import { allOf } from '../../api/pages-of.ts';
import { useResource, type Watched } from '../../api/resource.ts';
import { isOver } from '../../words/status.ts';

export interface JobData {
  job: Watched<JobJson>;
  steps: Followed<StepJson[]>;
  slices: Followed<SliceJson[]>;
}

const SILENCE_MS = 10_000;

/** The event of an ended job may still be on its way; it is not worth looking for ever. */
const ended = ({ status, waits }: JobJson): boolean => isOver(status) && waits === null;

const dueAt = ({ waits }: JobJson): number | null => (waits?.until ? Date.parse(waits.until) : null);

/** A job with its steps and functions, which are read when it has changed. */
export function useJob(id: string): JobData {
  const at = `/api/v1/jobs/${encodeURIComponent(id)}`;
  const job = useResource<JobJson>(at, { ended, dueAt });
  const { data, changes } = job.value;
  const version = data === null ? null : `${changes} ${data.waits?.code ?? ''}`;
  const told = useSignal(0);
  const steps = useFollowed(at, version, (signal) => allOf<StepJson>(`${at}/steps?include=attempts`, signal));
  const slices = useFollowed(at, version && `${version} ${told.value}`, (signal) =>
    allOf<SliceJson>(`${at}/slices`, signal),
  );
  // That a function has died is known only when it has been silent for a while, by then the job may be over.
  const isUntold =
    data !== null && isOver(data.status) && (slices.data ?? []).some(({ state }) => state === 'working');
  useEffect(() => {
    if (!isUntold) return;
    const timer = setTimeout(() => {
      told.value += 1;
    }, SILENCE_MS);
    return () => clearTimeout(timer);
  }, [isUntold, slices.data]);
  return { job, steps, slices };
}
