/** What the document says of the API as a whole. */
export const DESCRIPTION =
  'Analysis jobs that always finish. Every path below /api/v1 is also served below /api, and a few operations have a ' +
  'second path that the original services had: `x-aliases` names the operation that each of them is. ' +
  'A key has scopes: `read` for GET, `write` for all other methods, `admin` for the keys and limits of all owners. Answers to ' +
  'a key whose requests are limited carry `RateLimit-Policy` and `RateLimit`. A link to a job, from POST ' +
  '/jobs/{id}/share, is read with its token as the key or as `?share=`. Results are not advice.';

/** A group of operations. */
export interface Tag {
  /** What its operations are named with, before the dot. */
  name: string;
  description: string;
}

const JOBS: Tag = {
  name: 'jobs',
  description: 'Every analysis is a job: create it, watch it, read its result, retry what failed.',
};
const ACCESS: Tag = {
  name: 'access',
  description: 'Keys, what an owner may use, and links that show one job.',
};
const SYSTEM: Tag = { name: 'system', description: 'Health of the service, and this document.' };

/** Those of every deployment around those of its products. */
export const allTags = (ofProducts: readonly Tag[]): Tag[] => [JOBS, ...ofProducts, ACCESS, SYSTEM];

export const LICENSE = { name: 'MIT', identifier: 'MIT' };
