import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../lib/jobs/job-json.ts';
import { dayAndTime } from './say.ts';

interface JobRowsProps {
  jobs: readonly JobJson[];
  /** Cursor of older ones; null: there are none. */
  next: string | null;
  /** What is said if there are none at all. */
  none: string;
  to: (job: JobJson) => string;
}

const STATUS: Readonly<Record<JobJson['status'], string>> = {
  queued: 'Waiting',
  processing: 'Running',
  completed: 'Done',
  completed_with_errors: 'Done in part',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

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
              {STATUS[job.status]}
              {job.status === 'processing' && `, ${job.progress.percent} %`}
              {job.status === 'failed' && job.error && `: ${job.error.message}`}
            </span>
            <time class="minor" dateTime={job.created_at} title={job.created_at}>
              {dayAndTime(job.created_at)}
            </time>
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
