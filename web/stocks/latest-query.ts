/** What the address of the list may hold; what it does not is as the service has it by default. */
const NAMES = [
  'symbol',
  'verdict',
  'evidence',
  'strategy',
  'data_source',
  'interval',
  'min_turnover',
  'sort',
  'page',
] as const;
export type QueryName = (typeof NAMES)[number];

export type Query = Readonly<Record<string, string>>;

function kept(query: Query): URLSearchParams {
  const given = NAMES.flatMap((name) => (query[name] ? [[name, query[name]] as [string, string]] : []));
  return new URLSearchParams(given);
}

/** The request for a page of the list. */
export const requestPath = (query: Query): string => {
  const asked = kept(query);
  return `/api/v1/stocks/all-stocks/results${asked.size > 0 ? `?${asked}` : ''}`;
};

/** The same list as CSV: whole, not only its page. */
export function csvPath(query: Query): string {
  const asked = kept(query);
  asked.delete('page');
  asked.set('format', 'csv');
  return `/api/v1/stocks/all-stocks/results?${asked}`;
}

/** The address with something changed; '' leaves it out. Another filter or order begins at the first page. */
export function pathWith(query: Query, changes: Partial<Record<QueryName, string>>): string {
  const turned = 'page' in changes;
  const asked = kept({ ...query, ...(turned ? {} : { page: '' }), ...changes });
  return `/stocks${asked.size > 0 ? `?${asked}` : ''}`;
}

export type Sorted = 'ascending' | 'descending' | 'none';

export function sortedBy(query: Query, by: string): Sorted {
  const sort = query['sort'] ?? 'ticker';
  if (sort === by) return 'ascending';
  return sort === `-${by}` ? 'descending' : 'none';
}

/** The sort that a click on a column's head asks for: figures first descending, names ascending. */
export function nextSort(query: Query, by: string): string {
  const now = sortedBy(query, by);
  const figures = by !== 'ticker' && by !== 'name';
  if (now === 'none') return figures ? `-${by}` : by;
  return now === 'descending' ? by : `-${by}`;
}
