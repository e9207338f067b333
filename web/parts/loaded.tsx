import type { ComponentChildren } from 'preact';
import { Refused } from '../api/call.ts';
import type { Watched } from '../api/resource.ts';
import { Problem } from './problem.tsx';
import { useNow } from './use-now.ts';

interface LoadedProps<T> {
  of: Watched<T>;
  /** What there is to see, once it has come. */
  children: (data: T) => ComponentChildren;
}

/** What has come, with a word above it if it may be old; else why there is nothing yet. */
export function Loaded<T>({ of, children }: LoadedProps<T>) {
  const { data, fault, seenAt, nextAt } = of.value;
  if (data === null) return fault ? <Problem fault={fault} nextAt={nextAt} again={of.look} /> : <Loading />;
  const gone = fault instanceof Refused && fault.status < 500 && fault.status !== 429;
  return (
    <>
      {gone && <Problem fault={fault} nextAt={nextAt} again={of.look} />}
      {fault && !gone && <Stale seenAt={seenAt} nextAt={nextAt} />}
      <div class={fault ? 'stale' : undefined}>{children(data)}</div>
    </>
  );
}

/** Shown late, so that what comes at once does not flicker. */
function Loading() {
  return (
    <p class="loading" role="status">
      Loading…
    </p>
  );
}

const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1_000))} s`;

function Stale({ seenAt, nextAt }: { seenAt: number | null; nextAt: number | null }) {
  const now = useNow(1_000);
  return (
    <p class="note" role="status">
      The service does not answer. {seenAt !== null && `Last seen ${seconds(now - seenAt)} ago. `}
      {nextAt !== null && `Trying again in ${seconds(nextAt - now)}. `}
      Nothing on the server depends on this page.
    </p>
  );
}
