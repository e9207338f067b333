import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { declaredLength, PAYLOAD_LIMIT, readBody } from './body.ts';
import type { FailureCode } from './failures.ts';
import { endToEnd, functionHeaders } from './headers.ts';
import type { Instance } from './instance.ts';
import type { Pool } from './pool.ts';

export interface Invocation {
  /** The request's `x-vercel-id`. */
  id: string;
  log: (line: string) => void;
}

/**
 * Forwards `request` to a process of `pool` and streams the response back.
 * @returns the failure if no response was received or started. A response that breaks off later is cut, and a
 * client's disconnect aborts the function's request.
 */
export async function invoke(
  pool: Pool,
  request: IncomingMessage,
  response: ServerResponse,
  { id, log }: Invocation,
): Promise<FailureCode | undefined> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const body = await readBody(request);
  if (body === 'too_large') return 'FUNCTION_PAYLOAD_TOO_LARGE';
  const { instance, release } = await pool.acquire(gone.signal);
  const limit = timeLimit(instance, pool.spec.maxDurationMs);
  try {
    const answer = await call(instance, request, functionHeaders(request, body, id), body, gone.signal);
    return await passOn(answer, request, response);
  } catch (error) {
    if (gone.signal.aborted) return undefined;
    const code = limit.exceeded ? 'FUNCTION_INVOCATION_TIMEOUT' : 'FUNCTION_INVOCATION_FAILED';
    log(`[${pool.spec.name}] ${request.method} ${request.url}: ${code} (${String(error)})`);
    if (!response.headersSent) return code;
    response.destroy();
    return undefined;
  } finally {
    limit.clear();
    release();
  }
}

/** Kills the instance when one of its requests exceeds the time limit. */
function timeLimit(instance: Instance, ms: number): { readonly exceeded: boolean; clear(): void } {
  let exceeded = false;
  const timer = setTimeout(() => {
    exceeded = true;
    instance.kill();
  }, ms);
  return {
    get exceeded() {
      return exceeded;
    },
    clear: () => clearTimeout(timer),
  };
}

async function call(
  instance: Instance,
  { method, url }: IncomingMessage,
  headers: Record<string, string | string[]>,
  body: Buffer,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const port = await instance.port;
  return new Promise((resolve, reject) => {
    const { agent } = instance;
    const outgoing = httpRequest({ agent, host: '127.0.0.1', port, method, path: url, headers, signal });
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function passOn(
  answer: IncomingMessage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<FailureCode | undefined> {
  const hasBody = request.method !== 'HEAD' && answer.statusCode !== 304;
  const length = declaredLength(answer);
  if (hasBody && length !== undefined && length > PAYLOAD_LIMIT) {
    answer.destroy();
    return 'FUNCTION_RESPONSE_PAYLOAD_TOO_LARGE';
  }
  for (const [name, values] of Object.entries(endToEnd(answer))) response.setHeader(name, values);
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage);
  if (length === undefined) response.flushHeaders();
  await pipeline(answer, response);
  return undefined;
}
