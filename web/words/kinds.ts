/** What analyses are called. A kind that is not here goes by its own name. */
const NAMES: Readonly<Record<string, string>> = {
  stocks: 'Stocks',
  profile: 'Profile',
  document: 'Document',
  practice: 'Practice',
};

/** Those that every deployment has. */
export const KINDS = ['stocks', 'profile', 'document'] as const;

export const kindName = (kind: string): string => NAMES[kind] ?? kind;

/** Where the result of a job is shown; null if no page shows it. */
export function resultPage(kind: string, id: string): string | null {
  if (kind === 'stocks') return '/stocks?sort=-completed_at';
  if (kind === 'profile') return `/profiles/${id}`;
  return kind === 'document' ? `/documents/${id}` : null;
}

/** Where the result of one step is shown; null likewise. */
export function stepPage(kind: string, key: string): string | null {
  return kind === 'stocks' ? `/stocks/${encodeURIComponent(key)}` : null;
}
