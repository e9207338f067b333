import type { Passed } from './proxy.ts';

/** Which answer of the API the JSON of a command is. */
export type Shape = Pick<Passed, 'method' | 'target'> & {
  status?: number;
  /** Of a command that prints lines: each is an answer, or an item of one. */
  lines?: 'answers' | 'items';
};

/** Commands of which the API has no JSON, and why. */
export const WITHOUT_SHAPE: Readonly<Record<string, string>> = {
  up: 'it starts another program',
  delete: 'the API answers without a body',
  listen: 'an event is no answer; tests/client/service.test.ts reads it',
  login: 'a key is kept, and nothing is printed',
  open: 'it prints an address',
  mcp: 'it prints the settings of an agent',
  completion: 'it prints a script of a shell',
};

const JOB = { method: 'GET', target: '/api/v1/jobs/job_a' };
const CREATED = { method: 'POST', target: '/api/v1/jobs', status: 202 };
const RESULT = { method: 'GET', target: '/api/v1/jobs/job_a/result' };

/**
 * Of every other command what is typed, and the answer that it must print. `JOB` and `OTHER` are of one symbol and have
 * ended, `UNFINISHED` has not, `FILE` is a PDF, `POSTS` a list of posts, `ARCHIVE` one of X.
 */
export const SHAPES: Readonly<Record<string, readonly (readonly [line: string, shape: Shape])[]>> = {
  // What it prints without --detach is read where OTHER is made.
  stocks: [['stocks AAPL --json --detach', CREATED]],
  profile: [
    ['profile inline ada --posts POSTS --json --detach', CREATED],
    ['profile x_archive AdaTest --archive ARCHIVE --json', RESULT],
  ],
  document: [['document FILE --json --detach', CREATED]],
  jobs: [
    ['jobs --json', { method: 'GET', target: '/api/v1/jobs' }],
    ['jobs --ndjson --limit 2', { ...JOB, lines: 'answers' }],
  ],
  job: [
    ['job JOB --json', JOB],
    ['job JOB --steps --json', { method: 'GET', target: '/api/v1/jobs/job_a/steps', lines: 'items' }],
  ],
  watch: [['watch JOB --json', { ...JOB, lines: 'answers' }]],
  result: [
    ['result JOB --json', RESULT],
    ['result JOB --format json', RESULT],
  ],
  cancel: [['cancel UNFINISHED --json', { method: 'POST', target: '/api/v1/jobs/job_a/cancel' }]],
  again: [
    [
      'again JOB --set capital=5000 --json --detach',
      { method: 'POST', target: '/api/v1/jobs/job_a/again', status: 202 },
    ],
  ],
  diff: [['diff AAPL JOB OTHER --json', { method: 'GET', target: '/api/v1/stocks/AAPL/diff' }]],
  api: [
    ['api stocks/record', { method: 'GET', target: '/api/v1/stocks/record' }],
    ['api POST jobs/JOB/share', { method: 'POST', target: '/api/v1/jobs/job_a/share', status: 201 }],
  ],
  keys: [
    ['keys --json', { method: 'GET', target: '/api/v1/keys' }],
    [
      'keys create bob ci --scopes read --days 1 --json',
      { method: 'POST', target: '/api/v1/keys', status: 201 },
    ],
    ['keys rotate KEY --json', { method: 'POST', target: '/api/v1/keys/key_a/rotate', status: 201 }],
  ],
  retry: [['retry OTHER --all --json', { method: 'POST', target: '/api/v1/jobs/job_a/retry', status: 202 }]],
  doctor: [['doctor --json', { method: 'GET', target: '/api/v1/health' }]],
};
