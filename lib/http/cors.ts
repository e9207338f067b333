import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from './env.ts';

const REQUEST_HEADERS = [
  'Authorization',
  'Content-Type',
  'Document-Password',
  'Idempotency-Key',
  'If-None-Match',
  'Mcp-Protocol-Version',
];
const ANSWER_HEADERS = [
  'Content-Disposition',
  'ETag',
  'Idempotency-Replayed',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Unstuck-Singleton',
  'X-Request-Id',
];
/** Two hours: the longest that Chromium keeps a preflight's answer. */
const MAX_AGE_SECONDS = 7_200;

const ALL = '*';

/** What the asking page is called in the answer; null if it may not read it. */
function allowed(origins: readonly string[], asking: string | undefined): string | null {
  if (asking === undefined) return null;
  if (origins.includes(ALL)) return ALL;
  return origins.includes(asking) ? asking : null;
}

function asPreflight(methods: readonly string[]): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': methods.join(', '),
      'Access-Control-Allow-Headers': REQUEST_HEADERS.join(', '),
      'Access-Control-Max-Age': String(MAX_AGE_SECONDS),
    },
  });
}

/**
 * Lets pages of these origins read the answers, and answers their preflights without a key.
 * @param origins exact, or `*` for all; none: no answer has a CORS header.
 * @param methodsOf the methods of a path; none if it is unknown.
 */
export function cors(
  origins: readonly string[],
  methodsOf: (path: string) => readonly string[],
): MiddlewareHandler<HttpEnv> {
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (origins.length === 0) return next();
    const origin = allowed(origins, c.req.header('Origin'));
    const isPreflight =
      c.req.method === 'OPTIONS' && c.req.header('Access-Control-Request-Method') !== undefined;
    const methods = isPreflight ? methodsOf(c.req.path) : [];
    if (methods.length > 0) c.res = asPreflight(methods);
    else await next();
    c.res.headers.append('Vary', 'Origin');
    if (origin === null) return;
    c.res.headers.set('Access-Control-Allow-Origin', origin);
    c.res.headers.set('Access-Control-Expose-Headers', ANSWER_HEADERS.join(', '));
  });
}
