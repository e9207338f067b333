import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { Refusal } from '../core/errors.ts';
import { accessCheck } from '../http/auth.ts';
import type { HttpContext } from '../http/context.ts';
import { cors } from '../http/cors.ts';
import type { Caller, HttpEnv, HttpRequest } from '../http/env.ts';
import { errorHandler } from '../http/errors.ts';
import { problem } from '../http/problems.ts';
import { requestLog } from '../http/request-log.ts';
import { apiFor, type Router } from './api.ts';
import { messageIn, rpcError } from './message.ts';
import { mayCall } from './origins.ts';

const MOST_BYTES = 1024 * 1024;
const METHOD = 'POST';
const NOT_ALLOWED = -32_000;

/** A stateless server has no stream to listen to and no session to end. */
const onlyPost = createMiddleware<HttpEnv>(async (c, next) => {
  if (c.req.method === METHOD) return next();
  const detail = `${c.req.method} is not allowed here; use ${METHOD}.`;
  return problem(c, { code: 'method_not_allowed', detail, headers: { Allow: METHOD } });
});

const knownOrigin = (context: HttpContext) =>
  createMiddleware<HttpEnv>(async (c, next) => {
    if (mayCall(c.req.header('Origin'), c.req.url, context)) return next();
    const message = 'Pages of this origin may not call. Add it to CORS_ORIGINS.';
    return rpcError(403, { code: NOT_ALLOWED, message });
  });

/** Who asks, as the HTTP API takes it; the request has been counted. */
function callerOf(c: HttpRequest): Caller {
  const sharedJob = c.get('sharedJob');
  if (sharedJob !== null)
    throw new Refusal('scope_missing', 'A link shows its job and nothing else. Send an API key.');
  const [owner, key, keyName] = [c.get('owner'), c.get('key'), c.get('keyName')];
  return { owner, key, keyName, sharedJob, rate: null, refusal: null };
}

/**
 * The Model Context Protocol over Streamable HTTP, without sessions: a request is let in as one of the HTTP API, which
 * its tools call in this process. The protocol's library is loaded with the first request.
 */
export function createMcp(context: HttpContext, router: Router): (request: Request) => Promise<Response> {
  const root = new Hono<HttpEnv>();
  root.onError(errorHandler(context.log));
  root.use(
    requestLog(context),
    knownOrigin(context),
    cors(context.corsOrigins, () => [METHOD]),
    onlyPost,
  );
  root.use(accessCheck(context, () => true));
  const tooLarge = () => rpcError(413, { code: NOT_ALLOWED, message: 'A message may be at most 1 MB.' });
  root.use(bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge }));
  root.all('*', async (c) => {
    const caller = callerOf(c);
    const read = messageIn(new Uint8Array(await c.req.arrayBuffer()));
    if ('refused' in read) return read.refused;
    const { signal } = c.req.raw;
    const api = apiFor({ router, caller, origin: new URL(c.req.url).origin, signal });
    const { answerMessage } = await import('./server.ts');
    const { version } = context;
    return await answerMessage(c.req.raw, read.message, { api, clock: context.jobs.clock, version });
  });
  return async (request) => root.fetch(request);
}
