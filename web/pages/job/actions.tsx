import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call } from '../../api/call.ts';
import { credential } from '../../api/credential.ts';
import { useAction } from '../../api/use-action.ts';
import { useShortcuts } from '../../keys/shortcuts.ts';
import { Commands } from '../../parts/commands.tsx';
import { focusRow } from '../../parts/focus-row.ts';
import { Problem } from '../../parts/problem.tsx';
import { KillButton } from '../../practice/kill-button.tsx';
import { withParameter } from '../../words/address.ts';
import { canRetry, isOver } from '../../words/status.ts';
import { lastList } from '../jobs/last-list.ts';
import { AgainForm } from './again-form.tsx';
import { CancelForm } from './cancel-form.tsx';
import { commandsFor } from './commands-for.ts';
import { Compare } from './compare.tsx';
import { DeleteForm } from './delete-form.tsx';
import type { Cause } from './errors.ts';
import { Shares } from './shares.tsx';

interface ActionsProps {
  job: JobJson;
  causes: readonly Cause[];
  /** Looks at the job at once. */
  look: () => void;
}

/** What a retry would do, in as many words as a button takes. */
function retryWords({ status, progress }: JobJson): string {
  const rest = progress.total - progress.completed - progress.failed;
  if (status === 'cancelled' || progress.failed === 0)
    return `Go on with the other ${rest + progress.failed}`;
  return rest === 0
    ? `Retry the ${progress.failed} that failed`
    : `Retry the ${rest + progress.failed} without a result`;
}

/** What can be done about a job; the panel that is open is in the address. */
export function Actions({ job, causes, look }: ActionsProps) {
  const { url, query, route } = useLocation();
  const commands = useRef<HTMLDialogElement>(null);
  const { busy, fault, run } = useAction();
  const open = query['do'] ?? (query['with'] === undefined ? undefined : 'compare');
  const mayHelp = causes.length === 0 || causes.some(({ mayPass }) => mayPass > 0);
  const close = () => route(withParameter(withParameter(url, 'do', null), 'with', null), true);
  const retry = () =>
    run(async () => {
      await call(`/api/v1/jobs/${job.id}/retry`, { method: 'POST' });
      look();
    });
  useShortcuts([
    { keys: 'r', says: 'retry what failed', run: () => canRetry(job.status) && retry() },
    { keys: 'c', says: 'show the same in a shell', run: () => commands.current?.showModal() },
    { keys: 'j', says: 'next step', run: () => focusRow(1) },
    { keys: 'k', says: 'step before', run: () => focusRow(-1) },
    {
      keys: '[Shift]+/',
      says: 'find a step',
      run: () => document.querySelector<HTMLElement>('[data-find]')?.focus(),
    },
    {
      keys: 'Escape',
      says: 'back to the list',
      run: () => (open === undefined ? route(lastList.value) : close()),
    },
  ]);
  const panel = (name: string, words: string) => (
    <a
      class="button"
      href={withParameter(url, 'do', open === name ? null : name)}
      aria-expanded={open === name}
    >
      {words}
    </a>
  );
  return (
    <section aria-label="Actions">
      <p class="actions">
        {canRetry(job.status) && (
          <button type="button" class={mayHelp ? 'main' : undefined} disabled={busy} onClick={retry}>
            {retryWords(job)}
          </button>
        )}
        <KillButton job={job} look={look} />
        {!isOver(job.status) && panel('cancel', 'Cancel…')}
        {panel('again', 'Run again with changes…')}
        {panel('compare', 'Compare…')}
        {panel('share', 'Share…')}
        {isOver(job.status) && panel('delete', 'Delete…')}
        <button type="button" onClick={() => commands.current?.showModal()}>
          curl <kbd>c</kbd>
        </button>
      </p>
      {fault && <Problem fault={fault} />}
      {open === 'cancel' && !isOver(job.status) && <CancelForm job={job} look={look} close={close} />}
      {open === 'again' && <AgainForm job={job} />}
      {open === 'compare' && <Compare job={job} with={query['with']} />}
      {open === 'share' && <Shares job={job} />}
      {open === 'delete' && isOver(job.status) && <DeleteForm job={job} />}
      <Commands dialog={commands} commands={commandsFor(job, location.origin, credential.key.value !== '')} />
    </section>
  );
}
