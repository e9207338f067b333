import type { JobJson } from '../../lib/jobs/job-json.ts';
import { useResource } from '../api/resource.ts';
import { Loaded } from '../parts/loaded.tsx';

interface JobList {
  jobs: JobJson[];
  next_cursor: string | null;
}

/** The jobs of the key's owner, newest first. */
export function Jobs() {
  const list = useResource<JobList>('/api/v1/jobs');
  return (
    <>
      <h1>Jobs</h1>
      <Loaded of={list}>
        {({ jobs }) => (
          <ul>
            {jobs.map(({ id, kind, status }) => (
              <li key={id}>
                <a href={`/jobs/${id}`}>{id}</a> {kind} {status}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}
