import { expect, test } from 'vitest';
import { EXAMPLE_DETAILS, type ProblemCode } from '../../lib/http/problem-examples.ts';
import { statusOf } from '../../lib/http/problems.ts';
import * as errors from '../../packages/client/src/errors.ts';

const problemOf = (code: string, status: number) => ({
  ...{ type: `urn:unstuck:problem:${code}`, title: code, status, detail: 'So.', code, request_id: 'req_1' },
});

/** Codes with a class of their own; others have that of their status. */
const OWN: Record<string, typeof errors.Refused> = {
  not_finished: errors.NotFinished,
  already_finished: errors.AlreadyFinished,
  nothing_to_retry: errors.NothingToRetry,
  singleton_unfinished: errors.SingletonUnfinished,
  upload_incomplete: errors.UploadIncomplete,
  digest_mismatch: errors.DigestMismatch,
  invalid_input: errors.InvalidInput,
  body_too_large: errors.BodyTooLarge,
  idempotency_mismatch: errors.IdempotencyMismatch,
  input_not_kept: errors.InputNotKept,
  rate_limited: errors.RateLimited,
  too_many_unfinished_jobs: errors.TooManyUnfinishedJobs,
  steps_per_day_exceeded: errors.StepsPerDayExceeded,
  storage_full: errors.StorageFull,
  outcome_unknown: errors.OutcomeUnknown,
};
const FAMILY = new Map<number, typeof errors.Refused>([
  [400, errors.Invalid],
  [401, errors.Unauthorized],
  [403, errors.Forbidden],
  [404, errors.NotFound],
  [405, errors.Invalid],
  [406, errors.Conflict],
  [409, errors.Conflict],
  [413, errors.Invalid],
  [415, errors.Invalid],
  [416, errors.Conflict],
  [422, errors.Invalid],
  [429, errors.OverLimit],
  [500, errors.ServiceAway],
  [501, errors.ServiceAway],
  [502, errors.ServiceAway],
  [503, errors.ServiceAway],
]);

const isCode = (code: string): code is ProblemCode => code in EXAMPLE_DETAILS;

test.each(Object.keys(EXAMPLE_DETAILS).filter(isCode))('%s is thrown as the class of its code', (code) => {
  const status = statusOf(code);
  const error = errors.refusal(status, problemOf(code, status), null);
  expect(error).toBeInstanceOf(OWN[code] ?? FAMILY.get(status));
  expect(error).toBeInstanceOf(FAMILY.get(status));
  expect(error).toMatchObject({ code, status, message: 'So.', requestId: 'req_1' });
});

test('a code of a later version has the class of its status, and an answer of a platform says its status', () => {
  expect(errors.refusal(409, problemOf('new_state', 409), null)).toBeInstanceOf(errors.Conflict);
  expect(errors.refusal(502, null, null)).toMatchObject({
    code: 'http_502',
    message: 'The service answered 502.',
  });
});
