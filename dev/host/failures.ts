/** Vercel's own error responses: https://vercel.com/docs/errors */
const FAILURES = {
  FUNCTION_INVOCATION_FAILED: [500, 'A server error has occurred'],
  FUNCTION_INVOCATION_TIMEOUT: [504, 'An error occurred with your deployment'],
  FUNCTION_PAYLOAD_TOO_LARGE: [413, 'Request Entity Too Large'],
  FUNCTION_RESPONSE_PAYLOAD_TOO_LARGE: [500, 'The response of the function is too large'],
  METHOD_NOT_ALLOWED: [405, 'Only GET and HEAD are served here'],
  NOT_FOUND: [404, 'The page could not be found'],
  SERVICE_UNAVAILABLE: [503, 'The host is stopping'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type FailureCode = keyof typeof FAILURES;

export interface Failure {
  status: number;
  headers: Record<string, string>;
  /** Three lines of plain text: description, code, request id. */
  body: string;
}

/** @param id the request's `x-vercel-id`, to match responses with the log. */
export function failure(code: FailureCode, id: string): Failure {
  const [status, title] = FAILURES[code];
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-vercel-error': code, 'x-vercel-id': id },
    body: `${title}\n\n${code}\n\n${id}\n`,
  };
}
