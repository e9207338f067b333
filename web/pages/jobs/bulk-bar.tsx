import { useSignal } from '@preact/signals';
import type { BulkCountJson, BulkJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { Problem } from '../../parts/problem.tsx';
import { canRetry, isOver } from '../../words/status.ts';
import { BulkProgress } from './bulk-progress.tsx';
import { bulkFilter, countWords, type Filter, filterWords } from './filters.ts';
import { actOnPicked, type PickedOutcome } from './on-picked.ts';

type BulkAction = BulkJson['action'];

const WORDS: Readonly<Record<BulkAction, string>> = { retry: 'Retry', cancel: 'Cancel', delete: 'Delete' };
const ACTIONS: readonly BulkAction[] = ['retry', 'cancel', 'delete'];

const changes = (action: BulkAction, { status }: JobJson): boolean =>
  action === 'retry' ? canRetry(status) : action === 'cancel' ? !isOver(status) : isOver(status);

interface BulkBarProps {
  filter: Filter;
  picked: readonly JobJson[];
  clear: () => void;
  /** Looks at the list at once. */
  look: () => void;
}

/** What would be changed, and how many that are. */
interface Counted {
  action: BulkAction;
  /** Null: all that the filter means. */
  jobs: readonly JobJson[] | null;
  total: number;
  words: string;
}

/** Actions on many jobs: on those that are selected, else on all that the filter means; counted before anything is done. */
export function BulkBar({ filter, picked, clear, look }: BulkBarProps) {
  const asked = useSignal<Counted | null>(null);
  const begun = useSignal<BulkJson | null>(null);
  const outcome = useSignal<PickedOutcome | null>(null);
  const { busy, fault, run } = useAction();

  const count = async (action: BulkAction) => {
    begun.value = null;
    outcome.value = null;
    if (picked.length > 0) {
      const jobs = picked.filter((job) => changes(action, job));
      const by = Object.fromEntries(
        [...Map.groupBy(jobs, ({ status }) => status)].map(([name, of]) => [name, of.length]),
      );
      asked.value = { action, jobs, total: jobs.length, words: countWords(by) };
      return;
    }
    const json = { action, dry_run: true, ...bulkFilter(filter) };
    const { total, by_status } = await call<BulkCountJson>('/api/v1/jobs/bulk', { method: 'POST', json });
    asked.value = { action, jobs: null, total, words: countWords(by_status) };
  };
  const act = async ({ action, jobs }: Counted) => {
    asked.value = null;
    if (jobs === null)
      begun.value = await call<BulkJson>('/api/v1/jobs/bulk', {
        method: 'POST',
        json: { action, ...bulkFilter(filter) },
      });
    else outcome.value = await actOnPicked(action, jobs);
    clear();
    look();
  };
  return (
    <section class="bulk" aria-label="Many jobs at once">
      <p class="actions">
        <span class="minor">
          {picked.length > 0 ? `${picked.length} selected:` : `All ${filterWords(filter)}:`}
        </span>
        {ACTIONS.map((action) => (
          <button key={action} type="button" disabled={busy} onClick={() => run(() => count(action))}>
            {WORDS[action]}…
          </button>
        ))}
        {picked.length > 0 && (
          <button type="button" class="quiet" onClick={clear}>
            Select none
          </button>
        )}
      </p>
      {asked.value !== null && (
        <Confirm
          counted={asked.value}
          isBusy={busy}
          go={(counted) => run(() => act(counted))}
          leave={() => {
            asked.value = null;
          }}
        />
      )}
      {begun.value !== null && <BulkProgress key={begun.value.id} begun={begun.value} look={look} />}
      {outcome.value !== null && (
        <p role="status" class="note">
          {outcome.value.done} done
          {outcome.value.refused.length > 0 &&
            `, ${outcome.value.refused.length} not: ${outcome.value.refused.join(' ')}`}
        </p>
      )}
      {fault && <Problem fault={fault} />}
    </section>
  );
}

interface ConfirmProps {
  counted: Counted;
  isBusy: boolean;
  go: (counted: Counted) => void;
  leave: () => void;
}

function Confirm({ counted, isBusy, go, leave }: ConfirmProps) {
  const { action, total, words } = counted;
  const goes = action === 'delete' ? ' Their results go with them; this cannot be undone.' : '';
  return (
    <p class="panel" role="status" data-counted>
      {total === 0 ? `None of them can be changed like that. ` : `${WORDS[action]} ${words}?${goes} `}
      {total > 0 && (
        <button
          type="button"
          class={action === 'delete' ? 'bad' : 'main'}
          disabled={isBusy}
          onClick={() => go(counted)}
        >
          {WORDS[action]} {total}
        </button>
      )}{' '}
      <button type="button" onClick={leave}>
        {total === 0 ? 'Close' : 'Leave them'}
      </button>
    </p>
  );
}
