import { expect, test } from 'vitest';
import { exitOfError, StillRunning, Usage } from '../../packages/client/src/cli/exit-codes.ts';
import { refusal, Unreachable } from '../../packages/client/src/errors.ts';

const refused = (status: number) => refusal(status, null, null);

test.each([
  ['a command that was given wrongly', new Usage('so'), 2],
  ['no key', refused(401), 5],
  ['a key that may not', refused(403), 5],
  ['what is not there', refused(404), 4],
  ['what is not possible now', refused(409), 4],
  ['input that is refused', refused(422), 4],
  ['a limit', refused(429), 4],
  ['a service that is broken', refused(500), 69],
  ['a service that is away', refused(503), 69],
  ['nobody who answers', new Unreachable('so'), 69],
  ['time that is up', new StillRunning('so', 124), 124],
  ['anything else', new Error('so'), 1],
])('%s ends a command with %s', (_, error, code) => {
  expect(exitOfError(error)).toBe(code);
});
