import { number } from '../../words/count.ts';
import { kindName } from '../../words/kinds.ts';
import { STATUSES, statusWord } from '../../words/status.ts';

/** Which jobs are meant, as the address says it; every part may be missing. */
export interface Filter {
  status: string[];
  kind: string[];
  tag: string[];
  /** Key of a step that they began with. */
  q: string | null;
  /** Dates. */
  since: string | null;
  until: string | null;
}

const LISTS = ['status', 'kind', 'tag'] as const;
const TEXTS = ['q', 'since', 'until'] as const;

/** @param search of the page's address */
export function filterOf(search: string): Filter {
  const given = new URLSearchParams(search);
  const list = (name: string) => (given.get(name) ?? '').split(',').filter((part) => part !== '');
  const text = (name: string) => given.get(name)?.trim() || null;
  return {
    status: list('status'),
    kind: list('kind'),
    tag: list('tag'),
    q: text('q'),
    since: text('since'),
    until: text('until'),
  };
}

/** The same as parameters, of the page and of GET /jobs, in one order; empty without a filter. */
export function searchOf(filter: Filter): string {
  const parameters = new URLSearchParams();
  for (const name of LISTS) if (filter[name].length > 0) parameters.set(name, filter[name].join(','));
  for (const name of TEXTS) if (filter[name] !== null) parameters.set(name, filter[name]);
  return parameters.toString();
}

export const isEmpty = (filter: Filter): boolean => searchOf(filter) === '';

/** The body of POST /jobs/bulk that means the same jobs. */
export function bulkFilter(filter: Filter): { filter: Record<string, string | string[]> } | { all: true } {
  if (isEmpty(filter)) return { all: true };
  const lists = LISTS.flatMap((name) => (filter[name].length > 0 ? [[name, filter[name]] as const] : []));
  const texts = TEXTS.flatMap((name) => (filter[name] === null ? [] : [[name, filter[name]] as const]));
  return { filter: Object.fromEntries([...lists, ...texts]) };
}

/** With a value that was not in the list, or without one that was. */
export const toggled = (list: readonly string[], value: string): string[] =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value];

const statusName = (given: string): string => {
  const known = STATUSES.find((status) => status === given);
  return known === undefined ? given : statusWord(known).toLowerCase();
};

/** Which jobs these are: `failed or cancelled Stocks jobs with TCS.NS`. */
export function filterWords({ status, kind, tag, q, since, until }: Filter): string {
  return [
    status.map(statusName).join(' or '),
    kind.map(kindName).join(' or '),
    'jobs',
    tag.length > 0 ? `tagged ${tag.join(' and ')}` : '',
    q === null ? '' : `with ${q}`,
    since === null ? '' : `from ${since}`,
    until === null ? '' : `before ${until}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** How many were counted: `37 jobs: 30 failed, 7 cancelled`. */
export function countWords(by: Readonly<Record<string, number | undefined>>): string {
  const counts = Object.entries(by).flatMap(([status, count = 0]) => (count > 0 ? [{ status, count }] : []));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const each = counts.map(({ status, count }) => `${number(count)} ${statusName(status)}`).join(', ');
  return `${number(total)} ${total === 1 ? 'job' : 'jobs'}${each === '' ? '' : `: ${each}`}`;
}
