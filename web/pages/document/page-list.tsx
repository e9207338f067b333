import { useLocation } from 'preact-iso/router';
import type { PageStateJson } from '../../../lib/documents/http/pages.ts';
import { BoxRows } from '../../parts/box-rows.tsx';
import { languageName } from '../../parts/say.ts';
import { counted, number } from '../../words/count.ts';
import { changed, toSpot } from './address.ts';
import { chosenStates, kindOf } from './chosen-states.ts';

interface PageListProps {
  states: readonly PageStateJson[];
  page: number;
}

const named = (only: string): string => {
  const language = /^language:(.+)$/.exec(only)?.[1];
  if (language !== undefined) return `in ${languageName(language)}`;
  if (only === 'recognized') return 'recognized from their picture';
  if (only === 'tables') return 'with tables';
  return kindOf(
    only === 'failed' || only === 'pending' || only === 'skipped'
      ? { kind: null, status: only }
      : { kind: isKind(only) ? only : 'text', status: 'read' },
  );
};

const isKind = (text: string): text is NonNullable<PageStateJson['kind']> =>
  ['text', 'scanned', 'mixed', 'empty', 'unreadable'].includes(text);

/** Every page with what it is; or those that an address asks for. */
export function PageList({ states, page }: PageListProps) {
  const { query } = useLocation();
  const only = query['only'];
  const shown = chosenStates(states, only);
  return (
    <>
      {only !== undefined && (
        <p>
          {counted(shown.length, 'page')} {named(only)}.{' '}
          <a href={changed(query, { only: null })}>All pages</a>
        </p>
      )}
      <BoxRows
        count={shown.length}
        label="Pages"
        shown={shown.findIndex((state) => state.page === page)}
        row={(at) => {
          const state = shown[at];
          return state && <Row state={state} page={page} query={query} />;
        }}
      />
    </>
  );
}

interface RowProps {
  state: PageStateJson;
  page: number;
  query: Readonly<Record<string, string>>;
}

function Row({ state, page, query }: RowProps) {
  const { words, error } = state;
  const isQuiet = state.status === 'read' && state.kind === 'text';
  return (
    <a
      class={`row ${state.status}`}
      href={toSpot(query, { page: state.page })}
      aria-current={state.page === page ? 'page' : undefined}
      title={error?.message}
    >
      <span class="figure">{state.label ?? state.page}</span>
      <span class="minor">{isQuiet ? '' : kindOf(state)}</span>
      <span class="figure minor">{words === null ? '' : `${number(words)} words`}</span>
    </a>
  );
}
