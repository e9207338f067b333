/** General description in the OpenAPI document. */
export const DESCRIPTION =
  'Analysis jobs that always finish. Every path under /api/v1 is also served under /api. A few operations have a ' +
  'second path, kept from the original services; `x-aliases` maps it to the operation. Results are not advice.';

export const TAGS = [
  {
    name: 'jobs',
    description: 'Every analysis is a job: create it, follow it, read its result, retry what failed.',
  },
  { name: 'stocks', description: 'A verdict, a trade plan and supporting evidence for each symbol.' },
  { name: 'watchlist', description: 'Symbols analyzed together, on request or on a schedule.' },
  { name: 'profiles', description: 'Analyses of the posts on a social profile. A task is a job.' },
  { name: 'documents', description: 'Upload a PDF, whole or in parts, and analyze it.' },
  { name: 'system', description: 'Health of the service, and this document.' },
];

export const LICENSE = { name: 'MIT', identifier: 'MIT' };
