import { useLocation } from 'preact-iso/router';
import type { StockChangeJson } from '../../lib/stocks/changes/change-json.ts';
import type { WatchlistJson } from '../../lib/stocks/http/watchlist/items.ts';
import { call, send } from '../api/call.ts';
import { useResource } from '../api/resource.ts';
import { useAction } from '../api/use-action.ts';
import { At } from '../parts/at.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Problem } from '../parts/problem.tsx';
import { Wide } from '../parts/wide.tsx';
import { Schedule } from './schedule.tsx';
import { changeInWords } from './words.ts';

const PATH = '/api/v1/watchlist';

/** What is analyzed again and again: the symbols, when, and what has changed since. */
export function Watchlist() {
  const list = useResource<WatchlistJson>(PATH);
  return (
    <>
      <h1>Watchlist</h1>
      <Loaded of={list}>
        {({ watchlist, scheduled }) => (
          <>
            <Items items={watchlist} changed={list.look} />
            <Schedule there={scheduled} changed={list.look} />
            {watchlist.length > 0 && <Changes symbols={watchlist.map(({ symbol }) => symbol)} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function Items({ items, changed }: { items: WatchlistJson['watchlist']; changed: () => void }) {
  const { route } = useLocation();
  const { busy, fault, run } = useAction();
  const add = async (form: HTMLFormElement) => {
    const json = { symbol: String(new FormData(form).get('symbol') ?? '') };
    await send(PATH, { method: 'POST', json });
    form.reset();
    changed();
  };
  const analyze = async () => {
    const { job_id } = await call<{ job_id: string }>(`${PATH}/analyze`, { method: 'POST', json: {} });
    route(`/jobs/${job_id}`);
  };
  const remove = async (symbol: string) => {
    await send(`${PATH}/${encodeURIComponent(symbol)}`, { method: 'DELETE' });
    changed();
  };
  return (
    <>
      <form
        class="filters"
        aria-label="Add a symbol"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          run(() => add(form));
        }}
      >
        <label>
          Symbol{' '}
          <input
            name="symbol"
            size={10}
            required
            autoComplete="off"
            spellcheck={false}
            placeholder="e.g. TCS.NS"
          />
        </label>
        <button type="submit" disabled={busy}>
          Watch it
        </button>
        {items.length > 0 && (
          <button type="button" disabled={busy} onClick={() => run(analyze)}>
            Analyze all now
          </button>
        )}
      </form>
      {fault && <Problem fault={fault} />}
      {items.length === 0 ? (
        <p>Nothing is watched yet. Add a symbol; then set when the list is analyzed, or do it at once.</p>
      ) : (
        <Wide label="Watched symbols, as a table">
          <table>
            <thead>
              <tr>
                <th scope="col">Symbol</th>
                <th scope="col">Last analyzed</th>
                <th scope="col">State</th>
                <th scope="col">
                  <span class="unseen">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.symbol}>
                  <th scope="row">
                    <a href={`/stocks/${encodeURIComponent(item.symbol)}`}>{item.symbol}</a>
                    {item.name && <span class="minor"> {item.name}</span>}
                  </th>
                  <td>{item.last_analyzed_at ? <At iso={item.last_analyzed_at} /> : 'Not yet'}</td>
                  <td>
                    {item.last_job_id ? (
                      <a href={`/jobs/${item.last_job_id}`}>{item.last_status ?? 'the job'}</a>
                    ) : (
                      <span class="minor">never sent</span>
                    )}
                  </td>
                  <td>
                    <button
                      type="button"
                      disabled={busy}
                      aria-label={`Stop watching ${item.symbol}`}
                      onClick={() => run(() => remove(item.symbol))}
                    >
                      Remove
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </>
  );
}

function Changes({ symbols }: { symbols: readonly string[] }) {
  const found = useResource<{ changes: StockChangeJson[] }>('/api/v1/stocks/changes?limit=200', {
    live: false,
  });
  const watched = new Set(symbols);
  return (
    <>
      <h2>What has changed</h2>
      <Loaded of={found}>
        {({ changes }) => {
          const shown = changes.filter(({ ticker, symbol }) => watched.has(ticker) || watched.has(symbol));
          return shown.length === 0 ? (
            <p>Nothing yet. Each later result is compared with the one before it.</p>
          ) : (
            <ChangeList changes={shown} named />
          );
        }}
      </Loaded>
    </>
  );
}

/** Changes, newest first, each leading to the result that it was found in. */
export function ChangeList({
  changes,
  named = false,
}: {
  changes: readonly StockChangeJson[];
  named?: boolean;
}) {
  return (
    <ul class="plain">
      {changes.map((change) => (
        <li key={change.id}>
          <a href={`/stocks/${encodeURIComponent(change.ticker)}?job=${change.job_id}`}>
            {named && `${change.ticker}: `}
            {changeInWords(change)}
          </a>{' '}
          <span class="minor">
            <At iso={change.created_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
