import { createMiddleware } from 'hono/factory';
import { brokenOf, type ConfigProblem, explained } from '../config/problem.ts';
import { Refusal } from '../core/errors.ts';
import { secretCheck } from '../core/secret-check.ts';
import type { HttpContext } from './context.ts';
import type { HttpEnv, HttpRequest } from './env.ts';
import { misconfiguration } from './misconfigured.ts';

type Identify = (c: HttpRequest) => string;
type Asked = Pick<HttpContext, 'access' | 'configProblems'>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Finds the owner of the request's key. Compares every key, in constant time. */
function byKey(keys: { owner: string; key: string }[]): Identify {
  const known = keys.map(({ owner, key }) => ({ owner, matches: secretCheck(key) }));
  return (c) => {
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    if (given === undefined) {
      throw new Refusal('unauthorized', 'Send your API key: "Authorization: Bearer uk_…".');
    }
    const [first] = known.filter(({ matches }) => matches(given));
    if (!first) throw new Refusal('unauthorized', 'This API key is not valid.');
    return first.owner;
  };
}

/** Without keys, only local requests are allowed. Checking the host name blocks DNS rebinding. */
function onLoopback(owner: string): Identify {
  return (c) => {
    if (LOOPBACK.test(new URL(c.req.url).hostname)) return owner;
    throw new Refusal(
      'loopback_only',
      'Without API keys, only requests to localhost are allowed. Set API_KEYS.',
    );
  };
}

function whyClosed(problems: readonly ConfigProblem[]): string {
  const ofKeys = problems.find(({ name }) => name === 'API_KEYS');
  return ofKeys ? explained(ofKeys) : 'This deployment has no API keys yet. Set API_KEYS.';
}

function identification({ access, configProblems }: Asked): Identify {
  switch (access.mode) {
    case 'open':
      return onLoopback(access.owner);
    case 'keys':
      return byKey(access.keys);
    case 'closed':
      return () => {
        throw new Refusal('access_not_configured', whyClosed(configProblems));
      };
  }
}

/** Rejects unauthorized requests, and all requests while the configuration is incomplete. */
export function accessCheck(context: Asked) {
  const identify = identification(context);
  const misconfigured = misconfiguration(brokenOf(context.configProblems));
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (misconfigured) throw new Refusal(misconfigured.code, misconfigured.detail, misconfigured);
    c.set('owner', identify(c));
    c.set('keyName', null);
    await next();
  });
}

/** Whether a request carries a valid key, for routes that tell more to who has one. */
export function isKnown(context: Asked): (c: HttpRequest) => boolean {
  const identify = identification(context);
  return (c) => {
    try {
      identify(c);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };
}
