import type { IncomingMessage, ServerResponse } from 'node:http';
import type { QueueView } from './queue-view.ts';

const ROOM = '/_dev';
const RETRY = /^\/_dev\/queue\/dead-letters\/([\w-]+)\/retry$/;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Answers a request for the host itself; undefined if it is for the deployment. */
export type OwnRoom = (request: IncomingMessage, response: ServerResponse) => Promise<void> | undefined;

interface Rights {
  /** Ends the function that carries jobs; null: it may not be. */
  kill: (() => Promise<number[]>) | null;
  /** The local queue; null: another one is used. */
  queue: QueueView | null;
}

/**
 * What the host answers itself, under a path that no deployment has: what there is to break and to look at; and POST,
 * from its own page alone, to kill a function or to retry a dead letter.
 */
export function ownRoom({ kill, queue }: Rights): OwnRoom {
  return (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    if (path === ROOM) return answer(response, 200, { break_it: kill !== null, queue: queue !== null });
    if (path === `${ROOM}/queue` && queue) return answer(response, 200, queue.look());
    if (path === `${ROOM}/kill` && kill)
      return changed(request, response, async () => ({ killed: await kill() }));
    const [, letter] = RETRY.exec(path) ?? [];
    if (letter === undefined || !queue) return undefined;
    return changed(request, response, async () => ({ retried: await queue.retry(letter) }));
  };
}

async function changed(
  request: IncomingMessage,
  response: ServerResponse,
  change: () => Promise<object>,
): Promise<void> {
  if (request.method !== 'POST') return answer(response, 405, refusal('Send POST.'));
  if (!isOwn(request)) return answer(response, 403, refusal('Only the page of this stack may do that.'));
  return answer(response, 200, await change());
}

/** From a page of this very address, which is one of this machine: no site that is open beside it, whatever its name resolves to. */
function isOwn({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  return LOOPBACK.test(host) && origin === `http://${host}`;
}

const refusal = (detail: string) => ({ code: 'refused', detail });

async function answer(response: ServerResponse, status: number, body: object): Promise<void> {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
