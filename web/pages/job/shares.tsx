import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { NewShareJson, ShareJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call, send } from '../../api/call.ts';
import { useResource } from '../../api/resource.ts';
import { useAction } from '../../api/use-action.ts';
import { At } from '../../parts/at.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Problem } from '../../parts/problem.tsx';

const DAY = 86_400;
const LIVES = [
  [3_600, 'an hour'],
  [DAY, 'a day'],
  [7 * DAY, 'a week'],
  [30 * DAY, '30 days'],
] as const;
const USUAL = 7 * DAY;

/** Links that show one job to whoever has them: made, copied, listed, revoked. */
export function Shares({ job }: { job: JobJson }) {
  const life = useRef<HTMLSelectElement>(null);
  const made = useSignal<NewShareJson | null>(null);
  const copied = useSignal(false);
  const { busy, fault, run } = useAction();
  const list = useResource<{ data: ShareJson[] }>(`/api/v1/jobs/${job.id}/shares`, { live: false });
  const make = async () => {
    const expires_in_seconds = Number(life.current?.value ?? USUAL);
    made.value = await call<NewShareJson>(`/api/v1/jobs/${job.id}/share`, {
      method: 'POST',
      json: { expires_in_seconds },
    });
    copied.value = false;
    list.look();
  };
  const revoke = async (id: string) => {
    await send(`/api/v1/jobs/${job.id}/shares/${id}`, { method: 'DELETE' });
    if (made.value?.id === id) made.value = null;
    list.look();
  };
  const address = made.value && `${location.origin}/jobs/${job.id}?share=${made.value.token}`;
  return (
    <div class="panel">
      <p>
        Whoever has a link sees this job, its steps, its functions and its result without a key, and can
        change nothing.
      </p>
      <form
        class="actions"
        onSubmit={(event) => {
          event.preventDefault();
          run(make);
        }}
      >
        <label>
          It lasts{' '}
          <select ref={life} name="life">
            {LIVES.map(([seconds, words]) => (
              <option key={seconds} value={seconds} selected={seconds === USUAL}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="main" disabled={busy}>
          Make a link
        </button>
      </form>
      {address !== null && (
        <p class="made">
          <label>
            The link, shown this once{' '}
            <input
              readOnly
              value={address}
              data-share-link
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
          </label>{' '}
          <button
            type="button"
            onClick={() =>
              run(async () => {
                await navigator.clipboard.writeText(address);
                copied.value = true;
              })
            }
          >
            {copied.value ? 'Copied' : 'Copy'}
          </button>
        </p>
      )}
      {fault && <Problem fault={fault} />}
      <Loaded of={list}>{({ data }) => <Made shares={data} revoke={(id) => run(() => revoke(id))} />}</Loaded>
    </div>
  );
}

interface MadeProps {
  shares: readonly ShareJson[];
  revoke: (id: string) => void;
}

function Made({ shares, revoke }: MadeProps) {
  if (shares.length === 0) return <p class="minor">No links have been made yet.</p>;
  return (
    <ul class="plain">
      {shares.map(({ id, created_at, created_by, expires_at, revoked_at }) => (
        <li key={id}>
          Made <At iso={created_at} />
          {created_by !== null && ` by ${created_by}`},{' '}
          {revoked_at !== null ? (
            <>
              revoked <At iso={revoked_at} />
            </>
          ) : Date.parse(expires_at) <= Date.now() ? (
            'expired'
          ) : (
            <>
              ends <At iso={expires_at} />{' '}
              <button type="button" onClick={() => revoke(id)}>
                Revoke
              </button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
