import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';
import type { HeaderBag } from './header-values.ts';
import type { Refuse } from './refuse.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** An API request with its body. */
export interface Call {
  method: string;
  /** Path and query exactly as sent: a publish destination must not be altered. */
  target: string;
  path: string;
  query: URLSearchParams;
  headers: HeaderBag;
  body: Buffer;
  callerIp: string;
  /** What the intercept wants refused of it. */
  refuse?: Refuse | undefined;
}

/** A route's response; `hang` sends none. */
export type Answer = { status: number; json: unknown; headers?: Record<string, string> } | 'hang';

export function ok(json: unknown): Answer {
  return { status: 200, json };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ApiError(413, `a request may have ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export async function readCall(request: IncomingMessage): Promise<Call> {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const headers = new Map<string, string>();
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    headers.set(name, (values ?? []).join(', '));
  }
  return {
    method: request.method ?? 'GET',
    target,
    path: mark === -1 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? '' : target.slice(mark)),
    headers,
    body: await readBody(request),
    callerIp: request.socket.remoteAddress ?? '',
  };
}

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  const body = JSON.stringify(answer.json);
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** `{ "error": … }` with an ApiError's status; 500 with the message for anything else. */
export function errorAnswer(error: unknown): Answer {
  if (error instanceof ApiError)
    return { status: error.status, json: { error: error.message }, headers: error.headers };
  return { status: 500, json: { error: error instanceof Error ? error.message : String(error) } };
}
