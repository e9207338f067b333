import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { problemAnswer } from '../core/problem.ts';
import { withSafeHeaders } from '../core/safe-headers.ts';
import { inOwnShare } from '../core/share.ts';

type Handler = (request: Request) => Promise<Response>;

/** Large requests, and jobs, leave time to the others of their process. */
export const safely =
  (handler: Handler): Handler =>
  (request) =>
    inOwnShare(async () => withSafeHeaders(await handler(request)));

/** Serves a function that has no router with its one method. */
export const onlyMethod =
  ({ clock, ids }: { clock: Clock; ids: Ids }) =>
  (method: string, handler: Handler): Handler =>
    safely(async (request) => {
      if (request.method === method) return handler(request);
      const detail = `${request.method} is not allowed here; use ${method}.`;
      const refusal = { code: 'method_not_allowed', status: 405, detail };
      return problemAnswer(refusal, ids.request(clock.now()), { Allow: method });
    });
