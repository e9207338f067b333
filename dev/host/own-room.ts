import type { IncomingMessage, ServerResponse } from 'node:http';

const ROOM = '/_dev';
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Answers a request for the host itself; undefined if it is for the deployment. */
export type OwnRoom = (request: IncomingMessage, response: ServerResponse) => Promise<void> | undefined;

/**
 * What the host answers itself, under a path that no deployment has: whether there is something to break, and POST to
 * break it, from its own page alone.
 * @param kill ends the function that carries jobs; null: it may not be.
 */
export function ownRoom(kill: (() => Promise<number[]>) | null): OwnRoom {
  return (request, response) => {
    const [path] = (request.url ?? '/').split('?', 1);
    if (path === ROOM) return answer(response, 200, { break_it: kill !== null });
    if (path !== `${ROOM}/kill` || kill === null) return undefined;
    if (request.method !== 'POST') return answer(response, 405, refusal('Send POST.'));
    if (!isOwn(request)) return answer(response, 403, refusal('Only the page of this stack may do that.'));
    return kill().then((killed) => answer(response, 200, { killed }));
  };
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
