/** What the document says of the API as a whole. */
export const DESCRIPTION =
  'Analysis jobs that always finish. Every path below /api/v1 is also served below /api, and a few operations have a ' +
  'second path that the original services had: `x-aliases` names the operation that each of them is. ' +
  'Results are not advice.';

export const TAGS = [
  {
    name: 'jobs',
    description: 'Every analysis is a job: create it, watch it, read its result, retry what failed.',
  },
  { name: 'stocks', description: 'A verdict, a trade plan and its evidence for each symbol.' },
  { name: 'watchlist', description: 'Symbols that are analyzed together, on request or on a schedule.' },
  { name: 'profiles', description: 'What somebody publishes, described from their posts. A task is a job.' },
  { name: 'documents', description: 'Send a PDF, whole or in parts, and have it analyzed.' },
  { name: 'system', description: 'Whether the service can work, and this document.' },
];

export const LICENSE = { name: 'MIT', identifier: 'MIT' };
