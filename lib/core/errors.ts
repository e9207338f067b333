/**
 * How a step can fail. A step that throws anything else is treated as transient with the code
 * `unexpected_error`, so that a bug in one attempt does not cost the step its remaining ones.
 */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  readonly code: string;
  /**
   * @param code stable snake_case code, shown to users. @param message what went wrong and what to do about
   * it.
   */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A failure that may pass: a timeout, 429, 5xx, a lost connection. Retried by the policy of `retry.ts`. */
export class TransientError extends Error {
  override readonly name: string = 'TransientError';
  readonly code: string;
  /** `Retry-After` of the other side in milliseconds, if it sent one. */
  readonly retryAfterMs: number | undefined;
  constructor(code: string, message: string, options?: ErrorOptions & { retryAfterMs?: number | undefined }) {
    super(message, options);
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }
}

/**
 * The provider refuses everybody for a while (429, a consent page, a ban), not this step: it is paused for all, and
 * the step is given back without a charge. In a stage without a provider it counts as any transient failure.
 */
export class ProviderRefusal extends TransientError {
  override readonly name = 'ProviderRefusal';
}

/** The provider did not answer: a timeout, a lost connection. Several in a row count as a refusal. */
export class ProviderSilence extends TransientError {
  override readonly name = 'ProviderSilence';
}

/** The step was not run to an end, through no fault of its own. It costs no attempt. */
export class GivenBack extends Error {
  override readonly name = 'GivenBack';
}

/** One fault in a request: where it is, a stable code, and a sentence with the value and the remedy. */
export interface Fault {
  path: string;
  code: string;
  message: string;
}

/**
 * Refusals for which the service is at fault, or what it stands on, not the request: 503. The same request may
 * succeed later, at the latest when the operator has done what the message says.
 */
export const SERVICE_FAULTS = [
  'access_not_configured',
  'configuration_missing',
  'database_busy',
  'database_disabled',
  'database_full',
  'database_permission_denied',
  'database_quota_exceeded',
  'database_read_only',
  'database_unauthorized',
  'database_unavailable',
  'outcome_unknown',
  'queue_busy',
  'queue_rejected',
  'queue_unauthorized',
  'queue_unavailable',
  'quota_exceeded',
  'schema_outdated',
] as const;
export type ServiceFault = (typeof SERVICE_FAULTS)[number];

/** Why a use case refuses a request. `lib/http/problems.ts` maps each code to an HTTP status. */
export type RefusalCode =
  | ServiceFault
  | 'already_finished'
  | 'already_on_watchlist'
  | 'analysis_failed'
  | 'ask_not_configured'
  | 'blob_not_configured'
  | 'body_too_large'
  | 'different_profiles'
  | 'digest_mismatch'
  | 'document_in_use'
  | 'gateway_failed'
  | 'gateway_timeout'
  | 'idempotency_mismatch'
  | 'invalid_input'
  | 'input_not_kept'
  | 'key_in_environment'
  | 'key_replaced'
  | 'loopback_only'
  | 'malformed_form'
  | 'malformed_json'
  | 'method_not_allowed'
  | 'no_callback_url'
  | 'no_earlier_report'
  | 'no_report'
  | 'not_acceptable'
  | 'not_askable'
  | 'not_finished'
  | 'not_found'
  | 'nothing_to_retry'
  | 'platform_not_configured'
  | 'range_not_satisfiable'
  | 'rate_limited'
  | 'schedule_limit_reached'
  | 'singleton_unfinished'
  | 'scope_missing'
  | 'steps_per_day_exceeded'
  | 'storage_full'
  | 'too_many_unfinished_jobs'
  | 'unauthorized'
  | 'universe_not_loaded'
  | 'unsupported_media_type'
  | 'upload_complete'
  | 'upload_incomplete'
  | 'watchlist_empty'
  | 'watchlist_full'
  | 'webhook_not_configured';

const ofService: ReadonlySet<string> = new Set(SERVICE_FAULTS);

export const isServiceFault = (code: string): code is ServiceFault => ofService.has(code);

/** What a client can do about a request of which nobody knows yet whether it took effect. */
export interface Doubt {
  /** The job that it made or changed, if it did. */
  jobId?: string | undefined;
  /** Milliseconds until nothing can happen any more; absent if there is no such time. */
  certainInMs?: number | undefined;
  /** Sent again with this key, a creation makes no second job. */
  idempotencyKey?: string | undefined;
}

/** Thrown by a use case that refuses a request. Nothing was changed, unless its code is `outcome_unknown`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly faults: Fault[];
  /** Only with `outcome_unknown`. */
  readonly doubt: Doubt | undefined;
  /** When what refused will take requests again, in milliseconds from then, if it said so. */
  readonly retryAfterMs: number | undefined;
  constructor(
    code: RefusalCode,
    message: string,
    options?: ErrorOptions & {
      faults?: Fault[];
      doubt?: Doubt | undefined;
      retryAfterMs?: number | undefined;
    },
  ) {
    super(message, options);
    this.code = code;
    this.faults = options?.faults ?? [];
    this.doubt = options?.doubt;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
