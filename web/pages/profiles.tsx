import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import type { TaskJson } from '../../lib/profiles/http/task-json.ts';
import { call, Refused, Unreachable } from '../api/call.ts';
import { requestKey } from '../api/request-key.ts';
import { useResource } from '../api/resource.ts';
import { At } from '../parts/at.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../words/count.ts';
import { statusWord } from '../words/status.ts';

interface TaskList {
  tasks: TaskJson[];
  total: number;
}

interface Platforms {
  platforms: { id: string; name: string; available: boolean; limits: string }[];
}

const A_PAGE = 50;

/** The profiles that were asked for, newest first, and where to ask for another. */
export function Profiles() {
  const { query } = useLocation();
  const offset = /^\d{1,6}$/.test(query['from'] ?? '') ? Number(query['from']) : 0;
  const list = useResource<TaskList>(`/api/v1/tasks?limit=${A_PAGE}&offset=${offset}`);
  return (
    <>
      <h1>Profiles</h1>
      <Ask />
      <Loaded of={list}>{(found) => <Rows {...found} offset={offset} />}</Loaded>
    </>
  );
}

function Rows({ tasks, total, offset }: TaskList & { offset: number }) {
  if (total === 0)
    return (
      <p>
        No profile was asked for yet. Name one above: how often and when it posts, what about, and what cannot
        be said appears here, each with the posts behind it.
      </p>
    );
  return (
    <>
      <ul class="job-rows">
        {tasks.map((task) => (
          <li key={task.id}>
            <a href={`/profiles/${task.id}`} dir="auto">
              {task.profile_id} <span class="minor">{task.platform}</span>
            </a>
            <span class={`state ${task.status}`}>
              {statusWord(task.status === 'pending' ? 'queued' : task.status)}
              {task.status === 'processing' && `, ${task.progress} %`}
              {task.error !== null && `: ${task.error}`}
            </span>
            <span class="minor">
              <At iso={task.created_at} />
            </span>
          </li>
        ))}
      </ul>
      <p>
        {counted(total, 'profile')}.{' '}
        {offset > 0 && <a href={`?from=${Math.max(0, offset - A_PAGE)}`}>Newer</a>}{' '}
        {offset + A_PAGE < total && <a href={`?from=${offset + A_PAGE}`}>Older</a>}
      </p>
    </>
  );
}

/** Networks that are read by name; archives are sent on the start page. */
const BY_NAME = /^(?!inline$)(?!.*archive).+$/;

function Ask() {
  const { route } = useLocation();
  const platforms = useResource<Platforms>('/api/v1/platforms', { live: false });
  const fault = useSignal<Refused | Unreachable | null>(null);
  const busy = useSignal(false);
  const networks = (platforms.value.data?.platforms ?? []).filter(
    ({ id, available }) => available && BY_NAME.test(id),
  );
  const ask = async (form: FormData) => {
    busy.value = true;
    fault.value = null;
    const input = Object.fromEntries(form);
    try {
      const headers = { 'idempotency-key': requestKey() };
      const json = { kind: 'profile', input };
      const { id } = await call<{ id: string }>('/api/v1/jobs', { method: 'POST', json, headers });
      route(`/profiles/${id}`);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      fault.value = error;
    } finally {
      busy.value = false;
    }
  };
  return (
    <form
      class="send"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(new FormData(event.currentTarget));
      }}
    >
      <label>
        Network{' '}
        <select name="platform">
          {networks.map(({ id, name, limits }) => (
            <option key={id} value={id} title={limits}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Name there{' '}
        <input name="profile_id" required maxLength={300} autoComplete="off" placeholder="bsky.app" />
      </label>
      <label>
        How much{' '}
        <select name="mode">
          <option value="quick">The last posts</option>
          <option value="deep">As many as there are</option>
        </select>
      </label>
      <button class="main" type="submit" disabled={busy.value}>
        Read it
      </button>
      {fault.value !== null && <Problem fault={fault.value} />}
    </form>
  );
}
