import { useSignal } from '@preact/signals';
import { useLocation, useRoute } from 'preact-iso/router';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { credential } from '../../api/credential.ts';
import { useResource } from '../../api/resource.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Problem } from '../../parts/problem.tsx';
import { counted } from '../../words/count.ts';
import { isOver } from '../../words/status.ts';
import { Compare } from './compare.tsx';
import { ProfileExports } from './profile-exports.tsx';
import { type Part, ReportFrame } from './report-frame.tsx';
import { useText } from './use-text.ts';

/** A profile by the id of its job. */
export function Profile() {
  const { id = '' } = useRoute().params;
  const job = useResource<JobJson>(`/api/v1/jobs/${id}`, { ended: ({ status }) => isOver(status) });
  return (
    <Loaded of={job}>
      {(found) => {
        if (found.kind !== 'profile') return <OtherKind job={found} />;
        return isOver(found.status) ? <Ended key={found.id} job={found} /> : <Running job={found} />;
      }}
    </Loaded>
  );
}

function OtherKind({ job }: { job: JobJson }) {
  return (
    <>
      <h1>Not a profile</h1>
      <p>
        {job.id} is of the kind {job.kind}. <a href={`/jobs/${job.id}${location.search}`}>Open the job</a>
      </p>
    </>
  );
}

/** Of the profile's input; its handle until the report knows more. */
function handleOf({ input, name }: JobJson): string {
  if (name !== null) return name;
  if (typeof input !== 'object' || input === null || !('profile_id' in input)) return 'A profile';
  return typeof input.profile_id === 'string' ? input.profile_id : 'A profile';
}

const NOW: Readonly<Record<string, string>> = {
  profile: 'The profile and its first posts are being read.',
  posts: 'Further posts are being read.',
  analyses: 'The posts are being analyzed.',
  report: 'The report is being written.',
};

function Running({ job }: { job: JobJson }) {
  const { percent, eta_seconds: left, stage } = job.progress;
  const now = job.status === 'queued' ? 'Accepted; it usually starts within a second.' : NOW[stage ?? ''];
  return (
    <>
      <h1 dir="auto">{handleOf(job)}</h1>
      <p role="status">
        {job.waits?.text ?? now} <progress class="bar" value={percent} max={100} aria-label="Progress" />{' '}
        {percent} %{left !== null && `, about ${counted(Math.max(1, Math.round(left)), 'second')} left`}.
      </p>
      <p>
        <a href={`/jobs/${job.id}${location.search}`}>Each step, and what it waits for</a>
      </p>
    </>
  );
}

/** The report, or its comparison with another one. */
function Ended({ job }: { job: JobJson }) {
  const { query } = useLocation();
  const other = query['with'];
  const parts = useSignal<readonly Part[]>([]);
  const path =
    other === undefined
      ? `/api/v1/jobs/${job.id}/result?format=html`
      : `/api/v1/tasks/${job.id}/compare?format=html&with=${encodeURIComponent(other)}`;
  const { text, fault } = useText(path);
  if (fault)
    return (
      <>
        <h1 dir="auto">{handleOf(job)}</h1>
        <Problem fault={fault} />
        <p>
          {other === undefined ? (
            <a href={`/jobs/${job.id}${location.search}`}>What happened to the job</a>
          ) : (
            <a href={location.pathname}>Back to the report</a>
          )}
        </p>
      </>
    );
  return (
    <div class="profile">
      <details class="pane" open={matchMedia('(min-width: 901px)').matches}>
        <summary>Parts, comparison, downloads</summary>
        <nav aria-label="Parts of the report">
          <ol class="plain parts">
            {parts.value.map(({ id, name }) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ol>
        </nav>
        {credential.share() === null && <Compare job={job} other={other ?? null} />}
        <ProfileExports jobId={job.id} />
        <p>
          <a href={`/jobs/${job.id}${location.search}`}>How it was made</a>
        </p>
      </details>
      {text === null ? (
        <p class="loading" role="status">
          Loading…
        </p>
      ) : (
        <ReportFrame
          key={path}
          html={text}
          onParts={(found) => {
            parts.value = found;
          }}
        />
      )}
    </div>
  );
}
