import { z } from '@hono/zod-openapi';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Doubt, type Fault, isServiceFault } from '../core/errors.ts';
import { PROBLEM_TYPE, type ProblemBody, problemBody, secondsUntilCertain } from '../core/problem.ts';
import type { HttpRequest } from './env.ts';
import { exampled } from './media.ts';
import { EXAMPLE_DETAILS, EXAMPLE_DOUBT, EXAMPLE_FAULTS, type ProblemCode } from './problem-examples.ts';

export const problemSchema: z.ZodType<ProblemBody> = z
  .object({
    type: z.string().openapi({ example: 'urn:unstuck:problem:not_found' }),
    title: z.string().openapi({ example: 'Not found' }),
    status: z.int().openapi({ example: 404 }),
    detail: z.string().openapi({ description: 'What went wrong and how to fix it.' }),
    code: z.string().openapi({ description: 'Stable, machine-readable code.', example: 'not_found' }),
    request_id: z.string().openapi({ description: 'Also in the X-Request-Id header and the log.' }),
    errors: z
      .array(
        z.object({
          path: z.string().openapi({ description: 'Path of the field, e.g. symbols.3', example: 'capital' }),
          code: z.string(),
          message: z.string(),
        }),
      )
      .optional()
      .openapi({ description: 'All faults of invalid input.' }),
    job_id: z.string().optional().openapi({
      description: 'With outcome_unknown: the job that the request has created or changed, if it has.',
    }),
    look_at: z.string().optional().openapi({
      description: 'With outcome_unknown: where to see whether it has.',
      example: '/api/v1/jobs/job_01k0a3v5zq8m4n7p2r6t9w',
    }),
    certain_in_seconds: z.int().optional().openapi({
      description: 'With outcome_unknown: what look_at shows is final from then on; also in Retry-After.',
    }),
    idempotency_key: z
      .string()
      .optional()
      .openapi({
        description:
          'With outcome_unknown after a creation: the same request sent again with this Idempotency-Key does not ' +
          'create a second job.',
      }),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details.' });

/** Of questions about results. */
const OF_GATEWAY = { ask_not_configured: 501, gateway_failed: 502, gateway_timeout: 502 } as const;
const isOfGateway = (code: ProblemCode): code is keyof typeof OF_GATEWAY => Object.hasOwn(OF_GATEWAY, code);

/** HTTP status for each code. */
export function statusOf(code: ProblemCode): ContentfulStatusCode {
  if (isServiceFault(code)) return 503;
  if (isOfGateway(code)) return OF_GATEWAY[code];
  switch (code) {
    case 'malformed_form':
    case 'malformed_json':
      return 400;
    case 'unauthorized':
      return 401;
    case 'loopback_only':
    case 'scope_missing':
      return 403;
    case 'no_earlier_report':
    case 'no_report':
    case 'not_found':
      return 404;
    case 'method_not_allowed':
      return 405;
    case 'not_acceptable':
      return 406;
    case 'already_finished':
    case 'already_on_watchlist':
    case 'digest_mismatch':
    case 'document_in_use':
    case 'key_in_environment':
    case 'key_replaced':
    case 'no_callback_url':
    case 'not_finished':
    case 'nothing_to_retry':
    case 'singleton_unfinished':
    case 'upload_complete':
    case 'upload_incomplete':
      return 409;
    case 'body_too_large':
      return 413;
    case 'unsupported_media_type':
      return 415;
    case 'range_not_satisfiable':
      return 416;
    case 'blob_not_configured':
    case 'analysis_failed':
    case 'different_profiles':
    case 'idempotency_mismatch':
    case 'input_not_kept':
    case 'invalid_input':
    case 'not_askable':
    case 'platform_not_configured':
    case 'schedule_limit_reached':
    case 'universe_not_loaded':
    case 'watchlist_empty':
    case 'watchlist_full':
    case 'webhook_not_configured':
      return 422;
    case 'rate_limited':
    case 'steps_per_day_exceeded':
    case 'storage_full':
    case 'too_many_unfinished_jobs':
      return 429;
    case 'unexpected_error':
      return 500;
  }
}

const RETRY_AFTER_SECONDS = 5;

function headersOf({ code, doubt, retryAfterMs }: Problem): Record<string, string> {
  if (retryAfterMs !== undefined)
    return { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))) };
  switch (code) {
    case 'unauthorized':
      return { 'WWW-Authenticate': 'Bearer realm="unstuck"' };
    case 'database_busy':
    case 'database_read_only':
    case 'database_unavailable':
    case 'queue_busy':
    case 'queue_unavailable':
      return { 'Retry-After': String(RETRY_AFTER_SECONDS) };
    case 'outcome_unknown':
      return {
        'Retry-After': String(secondsUntilCertain(doubt?.certainInMs ?? RETRY_AFTER_SECONDS * 1_000)),
      };
    default:
      return {};
  }
}

export interface Problem {
  code: ProblemCode;
  detail: string;
  faults?: Fault[];
  doubt?: Doubt | undefined;
  /** Replaces the code's own Retry-After. */
  retryAfterMs?: number | undefined;
  headers?: Record<string, string>;
}

/** Response for a refused or failed request. */
export function problem(c: HttpRequest, stated: Problem): Response {
  const { code, detail, faults = [], doubt, headers = {} } = stated;
  const status = statusOf(code);
  const body = problemBody({ code, status, detail, faults, doubt }, c.get('requestId'));
  return c.body(JSON.stringify(body), status, {
    'Content-Type': PROBLEM_TYPE,
    ...headersOf(stated),
    ...headers,
  });
}

const isCode = (word: string | undefined): word is ProblemCode =>
  word !== undefined && Object.hasOwn(EXAMPLE_DETAILS, word);

/** The problem codes in backticks in a description; at least one. */
export function codesIn(description: string): ProblemCode[] {
  const codes = [...description.matchAll(/`(\w+)`/g)].map(([, word]) => word).filter(isCode);
  if (codes.length === 0) throw new Error(`no problem code in: ${description}`);
  return codes;
}

function exampleOf(code: ProblemCode): ProblemBody {
  const faults = code === 'invalid_input' ? EXAMPLE_FAULTS : [];
  const doubt = code === 'outcome_unknown' ? EXAMPLE_DOUBT : undefined;
  const stated = { code, status: statusOf(code), detail: EXAMPLE_DETAILS[code], faults, doubt };
  return problemBody(stated, 'req_01k0a3v5zq8m4n7p2r6t9w');
}

/** OpenAPI response for an error. @param description must name its codes in backticks. */
export function problemResponse(description: string) {
  const [code = 'unexpected_error'] = codesIn(description);
  return {
    description,
    content: { [PROBLEM_TYPE]: { schema: problemSchema, ...exampled(exampleOf(code)) } },
  };
}

const UNAVAILABLE =
  'Temporary, try again after `Retry-After`: `database_unavailable`, `database_busy`, `database_read_only`, ' +
  '`queue_unavailable`, `queue_busy`. A limit of a plan: `quota_exceeded` (the queue; `Retry-After` if it resets), ' +
  '`database_quota_exceeded`, `database_full`. For the operator, with what to do in `detail`: ' +
  '`access_not_configured`, `configuration_missing`, `queue_unauthorized`, `queue_rejected`, ' +
  '`database_unauthorized`, `database_permission_denied`, `database_disabled`, `schema_outdated`.';

/** Errors that every route behind the access check can return. */
export const commonProblems = {
  401: problemResponse('`unauthorized`: the API key is missing, unknown, expired or revoked.'),
  403: problemResponse(
    '`scope_missing`: the key may not do this. `loopback_only`: without API keys, only requests to localhost are allowed.',
  ),
  429: problemResponse('`rate_limited`: come back after `Retry-After` seconds.'),
  500: problemResponse('`unexpected_error`: include the request id when you report it.'),
  503: problemResponse(UNAVAILABLE),
};

/** Likewise, of routes that change something. */
export const writingProblems = {
  ...commonProblems,
  429: problemResponse(
    '`rate_limited`: come back after `Retry-After` seconds. Where jobs are created also `too_many_unfinished_jobs` and ' +
      '`steps_per_day_exceeded`, where files are stored `storage_full`: nothing was created.',
  ),
  503: problemResponse(
    '`outcome_unknown`: the database did not answer in time, so the request may have taken effect, or may still; ' +
      `the answer says where to look and how to send it again. Nothing was changed with the others. ${UNAVAILABLE}`,
  ),
};
