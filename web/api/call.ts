import type { ProblemBody } from '../../lib/core/problem.ts';
import { credential } from './credential.ts';
import { Refused, Unreachable } from './refused.ts';

export { Refused, Unreachable };

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * One request to the API with the visitor's key. 304 is an answer, everything else beyond 299 a refusal.
 * @throws Refused, Unreachable, and what `signal` aborts with
 */
export async function send(path: string, options: CallOptions = {}): Promise<Response> {
  const { method = 'GET', json, body = json === undefined ? null : JSON.stringify(json), signal } = options;
  const headers = {
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...credential.headers(),
    ...options.headers,
  };
  const answer = await fetch(path, { method, headers, body, ...(signal ? { signal } : {}) }).catch(
    (error: unknown) => {
      if (signal?.aborted) throw error;
      throw new Unreachable('The service does not answer.', { cause: error });
    },
  );
  if (answer.ok || answer.status === 304) return answer;
  throw await refusal(answer);
}

/** The JSON of an answer. That it has this shape is promised by the OpenAPI document, which the tests hold it to. */
export async function bodyOf<T>(answer: Response): Promise<T> {
  return (await answer.json()) as T;
}

/** @see send */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  return bodyOf<T>(await send(path, options));
}

async function refusal(answer: Response): Promise<Refused> {
  const text = await answer.text();
  const after = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return new Refused(answer.status, problemOf(text, answer), Number.isFinite(after) ? after : null);
}

/** Platforms answer in HTML or in nothing where the service itself is not reached. */
function problemOf(text: string, answer: Response): Refused['problem'] {
  const requestId = answer.headers.get('x-request-id') ?? '';
  try {
    const given: Partial<ProblemBody> = JSON.parse(text);
    if (typeof given.code === 'string' && typeof given.detail === 'string')
      return { code: given.code, detail: given.detail, errors: given.errors, request_id: requestId };
  } catch {
    // Not JSON: the status is all there is.
  }
  return {
    code: `http_${answer.status}`,
    detail: `The service answered ${answer.status}.`,
    errors: undefined,
    request_id: requestId,
  };
}
