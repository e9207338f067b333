import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { useResource } from '../../api/resource.ts';
import { At } from '../../parts/at.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Wide } from '../../parts/wide.tsx';
import { withParameter } from '../../words/address.ts';
import { kindName } from '../../words/kinds.ts';
import { type Difference, differences } from './differences.ts';

interface CompareProps {
  job: JobJson;
  /** Id of the other. */
  with: string | undefined;
}

/** Two jobs side by side: what was asked, what it took, what came of it. */
export function Compare({ job, with: other }: CompareProps) {
  return (
    <div class="panel">
      {other === undefined || other === '' ? <Choice job={job} /> : <Both job={job} other={other} />}
    </div>
  );
}

function Choice({ job }: { job: JobJson }) {
  const { url } = useLocation();
  const list = useResource<{ data: JobJson[] }>(
    `/api/v1/jobs?kind=${encodeURIComponent(job.kind)}&limit=20`,
    {
      live: false,
    },
  );
  return (
    <Loaded of={list}>
      {({ data }) => {
        const others = data.filter(({ id }) => id !== job.id);
        return (
          <>
            <p>
              {others.length === 0
                ? `There is no other ${kindName(job.kind)} job yet.`
                : 'Compare with one of these:'}
            </p>
            <ul class="plain">
              {others.map(({ id, name, created_at }) => (
                <li key={id}>
                  <a href={withParameter(withParameter(url, 'do', null), 'with', id)}>{name ?? id}</a>{' '}
                  <span class="minor">
                    <At iso={created_at} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Loaded>
  );
}

function Both({ job, other }: { job: JobJson; other: string }) {
  const found = useResource<JobJson>(`/api/v1/jobs/${encodeURIComponent(other)}`, { live: false });
  return (
    <Loaded of={found}>
      {(there) => (
        <Wide label="Comparison">
          <table>
            <caption>This job and the other; what was asked differently is marked</caption>
            <thead>
              <tr>
                <th scope="col">
                  <span class="unseen">What</span>
                </th>
                <th scope="col">This job</th>
                <th scope="col">
                  <a href={`/jobs/${there.id}`}>{there.name ?? there.id}</a>
                </th>
              </tr>
            </thead>
            <tbody>
              {differences(job, there).map((row) => (
                <Row key={row.name} {...row} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Loaded>
  );
}

function Row({ name, here, there, isAsked }: Difference) {
  const differs = isAsked && here !== there;
  return (
    <tr>
      <th scope="row">
        {name}
        {differs && <span class="differs"> differs</span>}
      </th>
      <td>{here}</td>
      <td>{there}</td>
    </tr>
  );
}
