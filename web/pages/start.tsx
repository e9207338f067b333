import { useResource } from '../api/resource.ts';
import { Loaded } from '../parts/loaded.tsx';
import { BreakIt } from '../practice/break-it.tsx';
import { Forms } from '../start/forms.tsx';
import type { JobList } from '../start/jobs-list.ts';
import { Recent } from '../start/recent.tsx';
import { Samples } from '../start/samples.tsx';

/** The first screen: finished samples where there are some, what runs now, and the forms. */
export function Start() {
  const samples = useResource<JobList>('/api/v1/jobs?tag=sample&limit=20', {
    ended: ({ data }) => data.every(({ completed_at }) => completed_at !== null),
  });
  return (
    <>
      <h1>Analysis jobs that always finish</h1>
      <p class="lead">
        Send a list of stocks, a profile or a document. You see what each job waits for, what it costs, and
        what every figure rests on.
      </p>
      <Loaded of={samples}>
        {({ data }) => (
          <>
            <Samples jobs={data} />
            <BreakIt />
            <Recent />
            <Forms />
          </>
        )}
      </Loaded>
    </>
  );
}
