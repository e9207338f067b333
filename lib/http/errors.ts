import { HTTPException } from 'hono/http-exception';
import { isServiceFault, Refusal } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { errorText, reasonOf } from '../db/error-text.ts';
import { databaseRefusal } from '../jobs/database-refusal.ts';
import type { HttpRequest } from './env.ts';
import { type Problem, problem } from './problems.ts';

/** Errors that Hono raises before a route is reached. */
function ofFramework({ status }: HTTPException): Problem | null {
  if (status === 415) {
    return {
      code: 'unsupported_media_type',
      detail: 'Send the body as JSON, with "Content-Type: application/json".',
    };
  }
  if (status === 400) {
    const detail = 'The body is not valid JSON. NaN, Infinity, comments and trailing commas are not allowed.';
    return { code: 'malformed_json', detail };
  }
  return null;
}

function expected(error: unknown): Problem | null {
  if (error instanceof Refusal) {
    const { code, message: detail, faults, doubt, retryAfterMs } = error;
    return { code, detail, faults, doubt, retryAfterMs };
  }
  return error instanceof HTTPException ? ofFramework(error) : null;
}

/** Turns a refusal into its problem response, and any other error into a 500 without details. */
export function errorHandler(log: Log) {
  return (thrown: unknown, c: HttpRequest): Response => {
    const error = databaseRefusal(thrown) ?? thrown;
    const known = expected(error);
    const request = c.get('requestId');
    if (known && isServiceFault(known.code)) {
      const cause = thrown instanceof Refusal ? thrown.cause : thrown;
      log.error('service_fault', {
        request,
        code: known.code,
        reason: cause === undefined ? null : reasonOf(cause),
      });
    }
    if (known) return problem(c, known);
    log.error('unexpected_error', { request, error: errorText(error) });
    return problem(c, {
      code: 'unexpected_error',
      detail: 'Something went wrong on the server. The error is logged under the request id.',
    });
  };
}
