import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';

/** What a front door answers in place of the deployment. */
export interface DoorAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Null lets the request in. */
export type Door = (request: IncomingMessage) => DoorAnswer | null;

/** The page with which Vercel's Deployment Protection answers whoever has no session and no bypass secret. */
export function protectedBy(secret: string): Door {
  return ({ headers }) =>
    headers['x-vercel-protection-bypass'] === secret
      ? null
      : {
          status: 401,
          headers: {
            'content-type': 'text/html; charset=utf-8',
            'set-cookie': '_vercel_sso_nonce=abc; Path=/; HttpOnly; Secure; SameSite=Lax',
          },
          body: '<!doctype html><title>Authentication Required</title><a href="https://vercel.com/sso-api">',
        };
}

export interface FrontDoor {
  url: string;
  /** Where requests are let in to. */
  leadTo(url: string): void;
  stop(): Promise<void>;
}

/** Stands before a deployment at an address of its own. */
export async function startFrontDoor(door: Door = () => null): Promise<FrontDoor> {
  let to = '';
  const server = createServer((request, response) => {
    const instead = door(request);
    if (instead) {
      response.writeHead(instead.status, instead.headers ?? {}).end(instead.body ?? '');
      return;
    }
    const { method = 'GET', headers } = request;
    const on = send(new URL(request.url ?? '/', to), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    on.on('error', () => response.destroy());
    request.pipe(on);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    leadTo: (url) => {
      to = url;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
