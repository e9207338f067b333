import type { Job, Problem } from './shapes.ts';

/** What went wrong, whoever noticed. */
export class UnstuckError extends Error {
  override get name(): string {
    // Names of classes do not survive a bundler.
    return 'UnstuckError';
  }
}

/** A refusal as the API words it (RFC 9457). Its class tells what kind it is, its `code` exactly what. */
export class Refused extends UnstuckError {
  readonly status: number;
  readonly code: string;
  /** The faults of invalid input, each with the path of its field. */
  readonly errors: NonNullable<Problem['errors']>;
  readonly requestId: string | null;
  /** Milliseconds, if the service says when to come back. */
  readonly retryAfterMs: number | null;
  /** The whole body; null if it was none of the service's own. */
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null, retryAfterMs: number | null) {
    super(problem?.detail ?? `The service answered ${status}.`);
    this.status = status;
    this.code = problem?.code ?? `http_${status}`;
    this.errors = problem?.errors ?? [];
    this.requestId = problem?.request_id ?? null;
    this.retryAfterMs = retryAfterMs;
    this.problem = problem;
  }
}

/** 401: no key, or one that is not good. */
export class Unauthorized extends Refused {}
/** 403: the key may not do this. */
export class Forbidden extends Refused {}
/** 404: it is not there, or another owner's. */
export class NotFound extends Refused {}
/** 409, 406, 416: not in this state, or not in this form. */
export class Conflict extends Refused {}
export class NotFinished extends Conflict {}
export class AlreadyFinished extends Conflict {}
export class NothingToRetry extends Conflict {}
export class SingletonUnfinished extends Conflict {}
export class UploadIncomplete extends Conflict {}
export class DigestMismatch extends Conflict {}
/** 400, 413, 415, 422: the request itself has to change. */
export class Invalid extends Refused {}
export class InvalidInput extends Invalid {}
export class BodyTooLarge extends Invalid {}
export class IdempotencyMismatch extends Invalid {}
export class InputNotKept extends Invalid {}
/** 429: over a limit of the owner. */
export class OverLimit extends Refused {}
export class RateLimited extends OverLimit {}
export class TooManyUnfinishedJobs extends OverLimit {}
export class StepsPerDayExceeded extends OverLimit {}
export class StorageFull extends OverLimit {}
/** 5xx: the service cannot answer at the moment. */
export class ServiceAway extends Refused {}
/** Whether the request took effect is not known; `problem.look_at` shows it later. */
export class OutcomeUnknown extends ServiceAway {}

/** No answer came: the service, or the way to it, is away. */
export class Unreachable extends UnstuckError {}

/** The job ended without a result: it failed, or was cancelled. */
export class JobFailed extends UnstuckError {
  readonly job: Job;
  readonly code: string;

  constructor(job: Job) {
    super(
      job.error?.message ??
        `Job ${job.id} was ${job.status}${job.cancel_reason ? `: ${job.cancel_reason}` : '.'}`,
    );
    this.job = job;
    this.code = job.error?.code ?? job.status;
  }
}
export class JobCancelled extends JobFailed {}

/** An event that was not signed with the secret, or too long ago. */
export class ForgedEvent extends UnstuckError {}

const BY_CODE = new Map<string, typeof Refused>([
  ['not_finished', NotFinished],
  ['already_finished', AlreadyFinished],
  ['nothing_to_retry', NothingToRetry],
  ['singleton_unfinished', SingletonUnfinished],
  ['upload_incomplete', UploadIncomplete],
  ['digest_mismatch', DigestMismatch],
  ['invalid_input', InvalidInput],
  ['body_too_large', BodyTooLarge],
  ['idempotency_mismatch', IdempotencyMismatch],
  ['input_not_kept', InputNotKept],
  ['rate_limited', RateLimited],
  ['too_many_unfinished_jobs', TooManyUnfinishedJobs],
  ['steps_per_day_exceeded', StepsPerDayExceeded],
  ['storage_full', StorageFull],
  ['outcome_unknown', OutcomeUnknown],
]);

function byStatus(status: number): typeof Refused {
  if (status >= 500) return ServiceAway;
  switch (status) {
    case 401:
      return Unauthorized;
    case 403:
      return Forbidden;
    case 404:
      return NotFound;
    case 429:
      return OverLimit;
    case 406:
    case 409:
    case 416:
      return Conflict;
    default:
      return Invalid;
  }
}

/** Of a code that this version does not know, the class of its status. */
export function refusal(status: number, problem: Problem | null, retryAfterMs: number | null): Refused {
  const Class = BY_CODE.get(problem?.code ?? '') ?? byStatus(status);
  return new Class(status, problem, retryAfterMs);
}
