import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { send } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { Problem } from '../../parts/problem.tsx';
import { lastList } from '../jobs/last-list.ts';

/** Deletes a job after having said what goes with it. */
export function DeleteForm({ job }: { job: JobJson }) {
  const { route } = useLocation();
  const { busy, fault, run } = useAction();
  const remove = async () => {
    await send(`/api/v1/jobs/${job.id}`, { method: 'DELETE' });
    route(lastList.value);
  };
  return (
    <div class="panel">
      <p>Its steps, results and source data go with it, and its links end. This cannot be undone.</p>
      <button type="button" class="bad" disabled={busy} onClick={() => run(remove)}>
        Delete this job
      </button>
      {fault && <Problem fault={fault} />}
    </div>
  );
}
