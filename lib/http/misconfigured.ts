import { type ConfigProblem, explained } from '../config/problem.ts';
import type { Clock } from '../core/clock.ts';
import type { Fault } from '../core/errors.ts';
import type { Ids } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { problemAnswer } from '../core/problem.ts';

/** What is answered instead of work: 503, and each variable with its remedy. */
interface Misconfiguration {
  code: 'configuration_missing';
  status: 503;
  detail: string;
  faults: Fault[];
}

/** @param stopping the problems that make work impossible. @returns null if there are none. */
export function misconfiguration(stopping: readonly ConfigProblem[]): Misconfiguration | null {
  if (stopping.length === 0) return null;
  const code = 'configuration_missing';
  const faults = stopping.map((each) => ({ path: each.name, code, message: explained(each) }));
  return { code, status: 503, detail: stopping.map(explained).join(' '), faults };
}

interface Deps {
  clock: Clock;
  ids: Ids;
  log: Log;
}

type Handler = (request: Request) => Promise<Response>;

/** Soon at first, for a redeployment; then rarely, so that the few deliveries of a message last. Seconds. */
const retryAfter = (retried: number): number => Math.min(3_600, 15 * 4 ** Math.max(0, retried || 0));

interface Refusing {
  /** A variable without which the function does not work either. */
  needs?: string;
  /** Whether the answer says when to come again; else the queue's own delays hold. */
  spaced?: boolean;
}

/**
 * For functions without a router: refuses everything while a problem stops it, before it looks at anything.
 * The queue delivers again what is answered so: nothing is acknowledged, and nothing given up.
 */
export function unlessMisconfigured(problems: readonly ConfigProblem[], { clock, ids, log }: Deps) {
  return (handler: Handler, { needs, spaced = false }: Refusing = {}): Handler => {
    const stopping = problems.filter(({ name, severity }) => severity === 'broken' || name === needs);
    const refusal = misconfiguration(stopping);
    if (refusal === null) return handler;
    return async (request) => {
      const message = request.headers.get('Upstash-Message-Id');
      const { pathname: path } = new URL(request.url);
      log.error('refused_misconfigured', {
        path,
        message,
        variables: stopping.map(({ name }) => name).join(),
      });
      const seconds = retryAfter(Number(request.headers.get('Upstash-Retried')));
      return problemAnswer(refusal, ids.request(clock.now()), spaced ? { 'Retry-After': `${seconds}` } : {});
    };
  };
}
