import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { tinykeys } from 'tinykeys';
import { number } from '../../words/count.ts';
import { changed, type Spot, toSpot } from './address.ts';

interface ToolbarProps {
  spot: Spot;
  total: number;
  /** As printed; null if the file has no labels. */
  label: string | null;
  /** What there is to say of the page itself: that it is being drawn, or why it cannot be. */
  told: Signal<string | null>;
}

/** Which page is shown, how, and what is looked for. */
export function Toolbar({ spot, total, label, told }: ToolbarProps) {
  const { query, path, route } = useLocation();
  // A router takes an address as it is, and does not add the path that it is relative to.
  const go = (address: string) => route(path + address);
  const { page } = spot;
  const field = useRef<HTMLInputElement>(null);
  const turn = (by: number) => {
    const next = page + by;
    if (next >= 1 && next <= total) go(toSpot(query, { page: next }));
  };
  useEffect(() => {
    const doing = (act: () => void) => (event: KeyboardEvent) => {
      event.preventDefault();
      act();
    };
    return tinykeys(window, {
      j: doing(() => turn(1)),
      k: doing(() => turn(-1)),
      '/': doing(() => field.current?.focus()),
    });
  });
  const isPicture = query['view'] === 'page';
  return (
    <div class="toolbar">
      <nav aria-label="Turn pages">
        <Turn to={page - 1} total={total} query={query} sign="←" name="Page before" />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const asked = Number(new FormData(event.currentTarget).get('page'));
            if (asked >= 1 && asked <= total) go(toSpot(query, { page: Math.floor(asked) }));
          }}
        >
          <label>
            Page{' '}
            <input key={page} name="page" type="number" min={1} max={total} defaultValue={String(page)} />
          </label>{' '}
          of {number(total)}
          {label !== null && label !== String(page) && <span class="minor"> (printed {label})</span>}
        </form>
        <Turn to={page + 1} total={total} query={query} sign="→" name="Page after" />
      </nav>
      <a class="button" href={changed(query, { view: isPicture ? null : 'page' })}>
        {isPicture ? 'Show what was read' : 'Show the page itself'}
      </a>
      {told.value !== null && (
        <span class="minor" role="status">
          {told.value}
        </span>
      )}
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const asked = field.current?.value.trim() ?? '';
            go(changed(query, { find: asked || null, mark: asked || null }));
          }}
        >
          <label>
            <span class="unseen">Find in this document</span>
            <input
              key={query['find'] ?? ''}
              ref={field}
              type="search"
              name="find"
              placeholder="Find in this document"
              maxLength={200}
              defaultValue={query['find'] ?? ''}
            />
          </label>
          <button type="submit">Find</button>
        </form>
      </search>
    </div>
  );
}

interface TurnProps {
  to: number;
  total: number;
  query: Readonly<Record<string, string>>;
  sign: string;
  name: string;
}

function Turn({ to, total, query, sign, name }: TurnProps) {
  const look = { class: 'button turn', 'aria-label': name };
  if (to >= 1 && to <= total)
    return (
      <a {...look} href={toSpot(query, { page: to })}>
        {sign}
      </a>
    );
  return (
    <a {...look} role="link" aria-disabled="true">
      {sign}
    </a>
  );
}
