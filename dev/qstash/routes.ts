import { ApiError, notImplemented } from './api-error.ts';
import type { Context } from './context.ts';
import {
  deleteDeadLetter,
  deleteDeadLetters,
  getDeadLetter,
  listDeadLetters,
  retryDeadLetter,
  retryDeadLetters,
} from './dlq.ts';
import { changeFlow, getFlow, getGlobalParallelism, listFlows } from './flow-control.ts';
import type { Answer, Call } from './http.ts';
import { getKeys, rotateKeys } from './keys.ts';
import { cancelMessage, cancelMessages, getMessage } from './messages.ts';
import { batch, publish } from './publish.ts';
import { refuseCall } from './refuse.ts';
import { changeSchedule, deleteSchedule, getSchedule, listSchedules, putSchedule } from './schedules.ts';

type Handler = (context: Context, call: Call, rest: string) => Answer;

const PUBLISH = '/v2/publish/';
const SCHEDULES = '/v2/schedules/';

/** Paths are exact, or end in `/*` and pass on the rest, decoded. The first match is used. */
const ROUTES: [method: string, path: string, handler: Handler][] = [
  ['POST', '/v2/batch', batch],
  ['GET', '/v2/messages/*', getMessage],
  ['DELETE', '/v2/messages/*', cancelMessage],
  ['DELETE', '/v2/messages', cancelMessages],
  ['POST', '/v2/dlq/retry', retryDeadLetters],
  ['POST', '/v2/dlq/retry/*', retryDeadLetter],
  ['GET', '/v2/dlq', listDeadLetters],
  ['DELETE', '/v2/dlq', deleteDeadLetters],
  ['GET', '/v2/dlq/*', getDeadLetter],
  ['DELETE', '/v2/dlq/*', deleteDeadLetter],
  ['GET', '/v2/schedules', listSchedules],
  ['GET', '/v2/schedules/*', getSchedule],
  ['DELETE', '/v2/schedules/*', deleteSchedule],
  ['PATCH', '/v2/schedules/*', changeSchedule],
  ['POST', '/v2/schedules/*', changeSchedule],
  ['GET', '/v2/keys', getKeys],
  ['POST', '/v2/keys/rotate', rotateKeys],
  ['GET', '/v2/flowControl', listFlows],
  ['GET', '/v2/flowControl/*', getFlow],
  ['POST', '/v2/flowControl/*', changeFlow],
  ['GET', '/v2/globalParallelism', getGlobalParallelism],
];

const LEFT_OUT: Record<string, string> = {
  enqueue: 'queues',
  queues: 'queues',
  topics: 'URL groups',
  logs: 'logs',
  events: 'events',
  workflows: 'workflows',
};

function restOf(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith('/*')) return pattern === path ? '' : undefined;
  const prefix = pattern.slice(0, -1);
  if (!path.startsWith(prefix) || path.length === prefix.length) return undefined;
  try {
    return decodeURIComponent(path.slice(prefix.length));
  } catch {
    throw new ApiError(400, `the path ${path} is not well encoded`);
  }
}

/**
 * Routes one request.
 * @throws ApiError 401 without the token, 404, 405, 501 for unsupported features; errors of the handlers.
 */
export function route(context: Context, given: Call, token: string): Answer {
  if (given.headers.get('authorization') !== `Bearer ${token}`) {
    throw new ApiError(401, 'the bearer token is missing or wrong');
  }
  const refuse = context.intercept.refuse?.({ method: given.method, path: given.path });
  refuseCall(refuse, context.now());
  return dispatch(context, { ...given, refuse });
}

function dispatch(context: Context, call: Call): Answer {
  if (call.method === 'POST' && call.target.startsWith(PUBLISH)) {
    return publish(context, call, call.target.slice(PUBLISH.length));
  }
  if (
    call.method === 'POST' &&
    call.target.startsWith(SCHEDULES) &&
    !/^[^:]+\/(pause|resume)$/.test(call.path)
  ) {
    return putSchedule(context, call, call.target.slice(SCHEDULES.length));
  }
  const fitting = ROUTES.filter(([, path]) => restOf(path, call.path) !== undefined);
  const match = fitting.find(([method]) => method === call.method);
  if (match !== undefined) return match[2](context, call, restOf(match[1], call.path) ?? '');
  if (fitting.length > 0) throw new ApiError(405, `${call.method} is not allowed at ${call.path}`);
  const family = call.path.split('/')[2] ?? '';
  const feature = Object.hasOwn(LEFT_OUT, family) ? LEFT_OUT[family] : undefined;
  if (call.path.startsWith('/v2/') && feature !== undefined) throw notImplemented(feature);
  throw new ApiError(404, `nothing at ${call.path}`);
}
