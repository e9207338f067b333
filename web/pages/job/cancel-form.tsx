import { useRef } from 'preact/hooks';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { Problem } from '../../parts/problem.tsx';
import { counted } from '../../words/count.ts';

interface CancelFormProps {
  job: JobJson;
  look: () => void;
  close: () => void;
}

/** Cancels a job, with a reason for whoever looks at it later. */
export function CancelForm({ job, look, close }: CancelFormProps) {
  const reason = useRef<HTMLInputElement>(null);
  const { busy, fault, run } = useAction();
  const cancel = async () => {
    const said = reason.current?.value.trim() ?? '';
    await call(`/api/v1/jobs/${job.id}/cancel`, {
      method: 'POST',
      json: said === '' ? {} : { reason: said },
    });
    look();
    close();
  };
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        run(cancel);
      }}
    >
      <p>
        No further step begins. {counted(job.progress.completed, 'result')} so far{' '}
        {job.progress.completed === 1 ? 'is' : 'are'} kept.
      </p>
      <label>
        Reason, if you like <input ref={reason} name="reason" maxLength={500} />
      </label>
      <p class="actions">
        <button type="submit" class="main" disabled={busy}>
          Cancel this job
        </button>
        <button type="button" onClick={close}>
          Let it run
        </button>
      </p>
      {fault && <Problem fault={fault} />}
    </form>
  );
}
