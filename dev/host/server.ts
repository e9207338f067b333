import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { declaredLength, PAYLOAD_LIMIT } from './body.ts';
import { type FailureCode, failure } from './failures.ts';
import type { Generation } from './generation.ts';
import { type Invocation, invoke } from './invoke.ts';
import type { OwnRoom } from './own-room.ts';
import { sendStatic } from './static-files.ts';

export interface HostServer {
  readonly server: Server;
  /** Resolves when no request is running. */
  idle(): Promise<void>;
}

interface Besides {
  /** Served by the host itself. */
  room: OwnRoom;
  log: (line: string) => void;
}

/** @param generation what serves new requests; undefined refuses them. */
export function createHostServer(
  generation: () => Generation | undefined,
  { room, log }: Besides,
): HostServer {
  const running = new Set<Promise<void>>();
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const answered = room(request, response) ?? answer(generation(), request, response, log);
    const done = answered
      .catch((error: unknown) => {
        // No need to report a client that left in the middle of a body.
        if (!response.destroyed) log(`[host] ${request.method} ${request.url}: ${String(error)}`);
        response.destroy();
      })
      .finally(() => running.delete(done));
    running.add(done);
  };
  const server = createServer({ requestTimeout: 0 }, onRequest);
  server.on('checkContinue', (request, response) => {
    if ((declaredLength(request) ?? 0) <= PAYLOAD_LIMIT) response.writeContinue();
    else response.setHeader('connection', 'close');
    onRequest(request, response);
  });
  return { server, idle: () => Promise.all(running).then(() => {}) };
}

async function answer(
  generation: Generation | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): Promise<void> {
  const id = `dev1::${randomBytes(5).toString('hex')}-${Date.now()}-${randomBytes(6).toString('hex')}`;
  response.setHeader('x-vercel-id', id);
  const failed = generation ? await serve(generation, request, response, { id, log }) : 'SERVICE_UNAVAILABLE';
  if (failed === undefined) return;
  const { status, headers, body } = failure(failed, id);
  response.writeHead(status, headers).end(body);
}

async function serve(
  generation: Generation,
  request: IncomingMessage,
  response: ServerResponse,
  invocation: Invocation,
): Promise<FailureCode | undefined> {
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  const { target, status, headers } = generation.resolve(path);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (target?.kind === 'function') return invoke(target.pool, request, response, invocation);
  if (target?.kind === 'file') {
    if (request.method !== 'GET' && request.method !== 'HEAD') return 'METHOD_NOT_ALLOWED';
    await sendStatic(target.file, request, response, status);
    return undefined;
  }
  if (status === 404) return 'NOT_FOUND';
  response.writeHead(status).end();
  return undefined;
}
