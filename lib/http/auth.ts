import { createMiddleware } from 'hono/factory';
import { brokenOf } from '../config/problem.ts';
import { Refusal } from '../core/errors.ts';
import type { HttpEnv, HttpRequest } from './env.ts';
import { type Asked, identification, isLocal } from './identify.ts';
import { misconfiguration } from './misconfigured.ts';
import { rateHeaders } from './rate-headers.ts';

/**
 * Rejects requests that nobody may make or whose owner has made too many, and all while the configuration is
 * incomplete.
 * @param counts whether requests to a path count for the limit.
 */
export function accessCheck(context: Asked, counts: (path: string) => boolean) {
  const identify = identification(context);
  const misconfigured = misconfiguration(brokenOf(context.configProblems));
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (misconfigured) throw new Refusal(misconfigured.code, misconfigured.detail, misconfigured);
    const caller = c.env?.caller ?? (await identify(c, counts(c.req.path)));
    const { owner, key, keyName, sharedJob, rate, refusal } = caller;
    c.set('owner', owner);
    c.set('key', key);
    c.set('keyName', keyName);
    c.set('sharedJob', sharedJob);
    const headers = Object.entries(rate === null ? {} : rateHeaders(rate));
    if (refusal !== null) {
      for (const [name, value] of headers) c.header(name, value);
      throw refusal;
    }
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
  });
}

/**
 * Whether a request carries a valid key, for routes that tell more to who has one. Takes nothing of its limit. Where
 * anybody on the machine may ask without a key, a key that is not known makes nobody a stranger: API_KEYS that cannot
 * be read are found by asking.
 */
export function isKnown(context: Asked): (c: HttpRequest) => Promise<boolean> {
  const identify = identification(context);
  return async (c) => {
    try {
      return (await identify(c, false)).sharedJob === null;
    } catch (error) {
      if (error instanceof Refusal) return context.access.mode === 'open' && isLocal(c);
      throw error;
    }
  };
}
