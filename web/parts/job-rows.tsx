import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../lib/jobs/job-json.ts';
import { statusWord } from '../words/status.ts';
import { At } from './at.tsx';

interface JobRowsProps {
  jobs: readonly JobJson[];
  /** Cursor of older ones; null: there are none. */
  next: string | null;
  /** What is said if there are none at all. */
  none: string;
  to: (job: JobJson) => string;
}

/** Jobs of one kind as rows that lead to what they found. */
export function JobRows({ jobs, next, none, to }: JobRowsProps) {
  const { query } = useLocation();
  const isLater = query['cursor'] !== undefined;
  if (jobs.length === 0) return <p>{isLater ? 'There are no older ones.' : none}</p>;
  return (
    <>
      <ul class="job-rows">
        {jobs.map((job) => (
          <li key={job.id}>
            <a href={to(job)} dir="auto">
              {job.name ?? job.id}
            </a>
            <span class={`state ${job.status}`}>
              {statusWord(job.status)}
              {job.status === 'processing' && `, ${job.progress.percent} %`}
              {job.status === 'failed' && job.error && `: ${job.error.message}`}
            </span>
            <span class="minor">
              <At iso={job.created_at} />
            </span>
          </li>
        ))}
      </ul>
      <p>
        {isLater && <a href={location.pathname}>Newest</a>}{' '}
        {next !== null && <a href={`?cursor=${encodeURIComponent(next)}`}>Older</a>}
      </p>
    </>
  );
}
