import type { JobJson } from '../../lib/jobs/job-json.ts';
import { useResource } from '../api/resource.ts';
import { At } from '../parts/at.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Wide } from '../parts/wide.tsx';
import { percent, usd } from '../words/count.ts';
import { kindName, resultPage } from '../words/kinds.ts';
import { isOver, statusWord } from '../words/status.ts';
import { lasted } from '../words/time.ts';
import { type JobList, tookMs } from './jobs-list.ts';

/** What runs now, then the last results. */
export function Recent() {
  const list = useResource<JobList>('/api/v1/jobs?limit=20');
  return (
    <Loaded of={list}>
      {({ data }) => {
        const running = data.filter(({ status }) => !isOver(status));
        const ended = data.filter((job) => isOver(job.status) && !job.tags.includes('sample')).slice(0, 5);
        return (
          <>
            {running.length > 0 && <Table title="Running now" jobs={running} />}
            {ended.length > 0 && <Table title="Last results" jobs={ended} />}
          </>
        );
      }}
    </Loaded>
  );
}

function Table({ title, jobs }: { title: string; jobs: readonly JobJson[] }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Wide label={`${title}, as a table`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Job</th>
              <th scope="col">State</th>
              <th scope="col">Begun</th>
              <th scope="col" class="number">
                Took
              </th>
              <th scope="col" class="number">
                Price
              </th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <Row key={job.id} job={job} />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function Row({ job }: { job: JobJson }) {
  const { id, kind, name, status, progress, waits, usage } = job;
  const took = tookMs(job);
  const page = isOver(status) && progress.completed > 0 ? resultPage(kind, id) : null;
  const state = !isOver(status)
    ? `${percent(progress.percent / 100)} ${waits?.text ?? ''}`
    : statusWord(status);
  return (
    <tr>
      <td>
        <a href={page ?? `/jobs/${id}`}>{name ?? kindName(kind)}</a>{' '}
        <a class="minor figure" href={`/jobs/${id}`}>
          {id}
        </a>
      </td>
      <td>{state}</td>
      <td>
        <At iso={job.created_at} />
      </td>
      <td class="number">{took === null ? '–' : lasted(took)}</td>
      <td class="number">{usd(usage.cost_usd)}</td>
    </tr>
  );
}
