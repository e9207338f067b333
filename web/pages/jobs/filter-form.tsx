import { useLocation } from 'preact-iso/router';
import { breakable } from '../../practice/local.ts';
import { KINDS, kindName } from '../../words/kinds.ts';
import { STATUSES, statusWord } from '../../words/status.ts';
import { type Filter, isEmpty, searchOf, toggled } from './filters.ts';

const hrefOf = (filter: Filter): string => {
  const search = searchOf(filter);
  return search === '' ? '/jobs' : `/jobs?${search}`;
};

/** Which jobs to show; each choice is a link, since the address holds the filter. */
export function FilterForm({ filter }: { filter: Filter }) {
  const { route } = useLocation();
  const kinds = [...new Set([...KINDS, ...(breakable.value ? ['practice'] : []), ...filter.kind])];
  const choice = (on: boolean, next: Filter, words: string) => (
    <a key={words} class="choice" href={hrefOf(next)} aria-current={on ? 'true' : undefined}>
      {words}
    </a>
  );
  const text = (name: 'q' | 'since' | 'until') => ({
    name,
    value: filter[name] ?? '',
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      route(hrefOf({ ...filter, [name]: currentTarget.value.trim() || null })),
  });
  return (
    <search class="filters" aria-label="Jobs">
      <fieldset>
        <legend class="unseen">State</legend>
        {STATUSES.map((status) =>
          choice(
            filter.status.includes(status),
            { ...filter, status: toggled(filter.status, status) },
            statusWord(status),
          ),
        )}
      </fieldset>
      <fieldset>
        <legend class="unseen">Kind</legend>
        {kinds.map((kind) =>
          choice(filter.kind.includes(kind), { ...filter, kind: toggled(filter.kind, kind) }, kindName(kind)),
        )}
      </fieldset>
      <label>
        With <input {...text('q')} type="search" data-find placeholder="TCS.NS or TCS*" size={14} />
      </label>
      <label>
        Tag{' '}
        <input
          type="search"
          name="tag"
          size={10}
          value={filter.tag.join(', ')}
          onChange={({ currentTarget }) =>
            route(hrefOf({ ...filter, tag: currentTarget.value.split(/[\s,]+/).filter((tag) => tag !== '') }))
          }
        />
      </label>
      <label>
        From <input {...text('since')} type="date" />
      </label>
      <label>
        Before <input {...text('until')} type="date" />
      </label>
      {!isEmpty(filter) && <a href="/jobs">Show all</a>}
    </search>
  );
}
