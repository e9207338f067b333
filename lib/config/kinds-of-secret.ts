/** Secrets that can be told apart by how they begin. */
const KINDS: readonly [RegExp, string][] = [
  [/^sig_/, 'a QStash signing key'],
  [/^eyJVc2Vy/, 'a QStash token'],
  [/^(?:[a-z0-9_-]+:)?uk_/, 'an API key of this service'],
  [/^whsec_/, 'a webhook secret'],
  [/^vercel_blob_rw_/, 'a Vercel Blob token'],
  [/^napi_/, 'a Neon API key'],
  [/^(?:gh[pousr]_|github_pat_)/, 'a GitHub token'],
  [/^AIza/, 'a Google API key'],
  [/^eyJhbGci/, 'a signed token, not the secret itself'],
  [/^postgres(?:ql)?:\/\//, 'a database address'],
  [/^https?:\/\//, 'an address'],
];

/** `a QStash signing key`; null if it cannot be told. */
export const kindOf = (text: string): string | null => KINDS.find(([form]) => form.test(text))?.[1] ?? null;
