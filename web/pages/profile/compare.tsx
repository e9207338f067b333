import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import type { TaskJson } from '../../../lib/profiles/http/task-json.ts';
import { useResource } from '../../api/resource.ts';
import { clock } from '../../words/time.ts';

interface TaskList {
  tasks: TaskJson[];
}

interface Asked {
  platform: string;
  profile: string;
}

function askedOf({ input }: JobJson): Asked | null {
  if (typeof input !== 'object' || input === null) return null;
  if (!('platform' in input && 'profile_id' in input)) return null;
  const { platform, profile_id: profile } = input;
  return typeof platform === 'string' && typeof profile === 'string' ? { platform, profile } : null;
}

/** Other reports of the same profile, to compare this one with. */
export function Compare({ job, other }: { job: JobJson; other: string | null }) {
  const { path, route } = useLocation();
  const asked = askedOf(job);
  const list = useResource<TaskList>(
    asked && `/api/v1/tasks?status=completed&limit=200&platform=${encodeURIComponent(asked.platform)}`,
    { live: false },
  );
  const others = (list.value.data?.tasks ?? []).filter(
    ({ id, profile_id: profile }) => id !== job.id && profile === asked?.profile,
  );
  if (others.length === 0) return null;
  return (
    <label class="compare">
      Compare with the report of{' '}
      <select
        value={other ?? ''}
        onChange={({ currentTarget: { value } }) => route(value === '' ? path : `${path}?with=${value}`)}
      >
        <option value="">none</option>
        {others.map(({ id, completed_at: at, created_at: from }) => (
          <option key={id} value={id}>
            {clock(Date.parse(at ?? from), Date.now())}
          </option>
        ))}
      </select>
    </label>
  );
}
