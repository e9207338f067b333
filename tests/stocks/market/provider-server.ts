import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fetch } from '../../../lib/core/guarded-fetch.ts';

export interface LocalProvider {
  /** A real fetch whose requests to the provider's host reach this server instead. */
  fetch: Fetch;
  requests: IncomingMessage[];
  close(): void;
}

export async function startProvider(host: string, handler: RequestListener): Promise<LocalProvider> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    fetch: (input, init) => {
      if (!String(input).startsWith(`${host}/`)) throw new Error(`not a request to ${host}`);
      return fetch(String(input).replace(host, origin), init);
    },
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
