import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SliceJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call, Refused, Unreachable } from '../../api/call.ts';

/** Between two looks: a list that is scrolled through costs four small requests a second, far below any limit. */
const PAUSE_MS = 250;
/** A picture that small shows no more. */
const MOST_SLICES = 200;
const MOST_KEPT = 1_000;

type Strips = ReadonlyMap<string, readonly SliceJson[]>;

/** What a job's functions have changed with. */
const versionOf = ({ status, epoch, progress: { completed, failed } }: JobJson): string =>
  [status, epoch, completed, failed].join();

/** The functions of the jobs in view, read one job after the other, again when a job has changed. */
export function useStrips(jobs: readonly JobJson[], view: RefObject<[number, number]>): Strips {
  const strips = useSignal<Strips>(new Map());
  const known = useRef(jobs);
  known.current = jobs;
  useEffect(() => {
    const read = new Map<string, string>();
    const ending = new AbortController();
    let busy = false;
    const look = async () => {
      const [first, last] = view.current ?? [0, 0];
      const job = known.current.slice(first, last).find((each) => read.get(each.id) !== versionOf(each));
      if (busy || document.hidden || job === undefined) return;
      busy = true;
      read.delete(job.id);
      read.set(job.id, versionOf(job));
      const slices = await slicesOf(job.id, ending.signal);
      busy = false;
      if (slices === null || ending.signal.aborted) return;
      strips.value = new Map([...strips.value, [job.id, slices] as const].slice(-MOST_KEPT));
    };
    const timer = setInterval(() => void look(), PAUSE_MS);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [strips, view]);
  return strips.value;
}

/** Null if they cannot be read now: the list says so itself, and the picture is only left out. */
async function slicesOf(id: string, signal: AbortSignal): Promise<SliceJson[] | null> {
  try {
    return (await call<{ data: SliceJson[] }>(`/api/v1/jobs/${id}/slices?limit=${MOST_SLICES}`, { signal }))
      .data;
  } catch (error) {
    if (signal.aborted || error instanceof Refused || error instanceof Unreachable) return null;
    throw error;
  }
}
