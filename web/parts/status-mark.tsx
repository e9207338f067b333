import type { JobStatus } from '../../lib/jobs/types.ts';
import { statusWord } from '../words/status.ts';

/** One path a state, 12 by 12: told apart by their shapes, not by colour alone. */
const SHAPES: Readonly<Record<JobStatus, string>> = {
  queued: 'M6 1.5a4.5 4.5 0 1 0 .01 0M6 3.5V6l2 1.5',
  processing: 'M2 2.5h4M2 6h8M2 9.5h6',
  completed: 'M2 6.5l2.5 2.5L10 3',
  completed_with_errors: 'M6 1.5a4.5 4.5 0 0 0 0 9zM6 1.5a4.5 4.5 0 0 1 0 9',
  failed: 'M2.5 2.5l7 7M9.5 2.5l-7 7',
  cancelled: 'M2 6h8',
};

/** A job's state by shape, word and hue. */
export function StatusMark({ status }: { status: JobStatus }) {
  return (
    <span class={`status ${status}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={SHAPES[status]} />
      </svg>
      {statusWord(status)}
    </span>
  );
}
