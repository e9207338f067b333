import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../lib/jobs/job-json.ts';
import { call } from '../api/call.ts';
import { useAction } from '../api/use-action.ts';
import { Problem } from '../parts/problem.tsx';
import { askLocal, breakable } from './local.ts';

/** As many as fit a minute, with time to reach for the button. */
const STEPS = 200;

/** On a local stack: begins a job to kill, and opens it. */
export function BreakIt() {
  const { route } = useLocation();
  const { busy, fault, run } = useAction();
  useEffect(askLocal, []);
  if (!breakable.value) return null;
  const begin = async () => {
    const json = { kind: 'practice', input: { steps: STEPS }, name: 'Break it', tags: ['practice'] };
    const { id } = await call<JobJson>('/api/v1/jobs', { method: 'POST', json });
    route(`/jobs/${id}`);
  };
  return (
    <section aria-labelledby="break-it" class="break-it">
      <h2 id="break-it">Break it</h2>
      <p>
        A job of {STEPS} steps on invented data, and a button that kills its function while it runs. Watch the
        lease run out, the message come back, and every step end once.
      </p>
      <button type="button" class="main" disabled={busy} onClick={() => run(begin)}>
        Begin the job
      </button>
      {fault && <Problem fault={fault} />}
    </section>
  );
}
