import type { ScheduleJson } from '../../lib/stocks/http/watchlist/schedule.ts';
import { send } from '../api/call.ts';
import { useResource } from '../api/resource.ts';
import { useAction } from '../api/use-action.ts';
import { At } from '../parts/at.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Problem } from '../parts/problem.tsx';
import { cronInWords, cronOf, type Rhythm } from './cron.ts';

const PATH = '/api/v1/watchlist/schedule';

/** When the list is analyzed by itself, and when next. @param there whether there is a schedule to ask for */
export function Schedule({ there, changed }: { there: boolean; changed: () => void }) {
  const schedule = useResource<ScheduleJson>(there ? PATH : null, { live: false });
  const look = () => {
    changed();
    schedule.look();
  };
  return (
    <>
      <h2>Schedule</h2>
      {there ? (
        <Loaded of={schedule}>{(known) => <Known schedule={known} changed={changed} />}</Loaded>
      ) : (
        <p>The list is analyzed when you say so. Set a time and it is analyzed by itself.</p>
      )}
      <Change changed={look} />
    </>
  );
}

function Known({
  schedule: { cron, timezone, next_at },
  changed,
}: {
  schedule: ScheduleJson;
  changed: () => void;
}) {
  const { busy, fault, run } = useAction();
  const remove = async () => {
    await send(PATH, { method: 'DELETE' });
    changed();
  };
  return (
    <>
      <p>
        Analyzed {cronInWords(cron)}, {timezone} time.{' '}
        {next_at ? (
          <>
            Next <At iso={next_at} />.
          </>
        ) : (
          'It is paused in QStash.'
        )}{' '}
        <button type="button" disabled={busy} onClick={() => run(remove)}>
          Stop it
        </button>
      </p>
      {fault && <Problem fault={fault} />}
    </>
  );
}

const RHYTHMS: readonly (readonly [Rhythm, string])[] = [
  ['weekdays', 'Monday to Friday'],
  ['daily', 'every day'],
  ['weekly', 'every Monday'],
];

function Change({ changed }: { changed: () => void }) {
  const { busy, fault, run } = useAction();
  const put = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const rhythm = RHYTHMS.find(([id]) => id === given.get('rhythm'))?.[0] ?? 'daily';
    const json = { cron: cronOf(String(given.get('time')), rhythm), timezone: String(given.get('timezone')) };
    await send(PATH, { method: 'PUT', json });
    changed();
  };
  return (
    <>
      <form
        class="filters"
        aria-label="Schedule"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          run(() => put(form));
        }}
      >
        <label>
          At <input name="time" type="time" required defaultValue="09:30" />
        </label>
        <label>
          On{' '}
          <select name="rhythm">
            {RHYTHMS.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Time zone{' '}
          <input
            name="timezone"
            required
            autoComplete="off"
            defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
          />
        </label>
        <button type="submit" disabled={busy}>
          Set the schedule
        </button>
      </form>
      {fault && <Problem fault={fault} />}
    </>
  );
}
