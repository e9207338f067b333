import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Fetch } from '../../../lib/core/guarded-fetch.ts';
import type { Resolve } from '../../../lib/core/public-fetch.ts';

/** A real server in place of a network. */
export interface Network {
  port: number;
  requests: IncomingMessage[];
  /** What it answers from now on. */
  answer(handler: RequestListener): void;
  /** A real fetch whose requests to any https host reach this server instead. */
  fetch: Fetch;
  /** DNS by which every name leads here. */
  resolve: Resolve;
  close(): void;
}

export async function startNetwork(): Promise<Network> {
  const requests: IncomingMessage[] = [];
  let handle: RequestListener = (_request, response) => response.writeHead(500).end();
  const server = createServer((request, response) => {
    requests.push(request);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    port: address.port,
    requests,
    answer(handler) {
      handle = handler;
    },
    fetch: (input, init) => fetch(String(input).replace(/^https:\/\/[^/]+/, origin), init),
    resolve: async () => ['127.0.0.1'],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The path and query of a request, as a URL. */
export const asked = (request: IncomingMessage | undefined) => new URL(request?.url ?? '', 'http://local');

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
