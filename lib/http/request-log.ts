import { createMiddleware } from 'hono/factory';
import type { HttpContext } from './context.ts';
import type { HttpEnv } from './env.ts';

/** Assigns each request an id and logs one line when its response is ready. */
export function requestLog({ jobs: { clock, ids }, log }: HttpContext) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const began = clock.now();
    const request = ids.request(began);
    c.set('requestId', request);
    await next();
    c.res.headers.set('X-Request-Id', request);
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'private, no-cache');
    log.info('request', {
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(clock.now() - began),
      request,
      owner: c.get('owner'),
    });
  });
}
