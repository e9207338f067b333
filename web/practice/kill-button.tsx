import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { JobJson } from '../../lib/jobs/job-json.ts';
import { useAction } from '../api/use-action.ts';
import { Problem } from '../parts/problem.tsx';
import { useNow } from '../parts/use-now.ts';
import { counted } from '../words/count.ts';
import { isOver } from '../words/status.ts';
import { lasted } from '../words/time.ts';
import { askLocal, breakable, killFunction } from './local.ts';

/** On a local stack: kills the function that works on the job, as a platform may at any time. */
export function KillButton({ job, look }: { job: JobJson; look: () => void }) {
  const killed = useSignal<{ at: number; processes: number } | null>(null);
  const { busy, fault, run } = useAction();
  useEffect(askLocal, []);
  if (!breakable.value || isOver(job.status)) return null;
  const kill = async () => {
    const { killed: pids } = await killFunction();
    killed.value = { at: Date.now(), processes: pids.length };
    look();
  };
  return (
    <>
      <button type="button" class="bad" disabled={busy} onClick={() => run(kill)} data-kill>
        Kill its function
      </button>
      {killed.value !== null && <Said {...killed.value} />}
      {fault && <Problem fault={fault} />}
    </>
  );
}

function Said({ at, processes }: { at: number; processes: number }) {
  const now = useNow(1_000);
  return (
    <span role="status" class="minor">
      {processes === 0
        ? 'No function was running: its message is on the way. Press again in a moment.'
        : `Killed ${counted(processes, 'process', 'processes')} ${lasted(Math.max(0, now - at))} ago. Its message comes back by itself, and its steps when their lease ends.`}
    </span>
  );
}
