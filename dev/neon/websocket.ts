import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import type { Address } from './pools.ts';

/** Neon's WebSocket proxy: each connection to `/v2` is tunnelled to one PostgreSQL connection. */
export interface WebSocketProxy {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes all connections. */
  stop(): Promise<void>;
}

export function createWebSocketProxy(postgres: Address): WebSocketProxy {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  return {
    upgrade(request, socket, head) {
      // Browsers send an Origin; web pages must not reach a local database.
      if (request.url !== '/v2' || request.headers.origin) {
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => pipe(webSocket, postgres));
    },
    async stop() {
      await Promise.all([...server.clients].map(close));
      server.close();
    },
  };
}

/** Closes in order, because the driver treats a cut connection as a failure; by force if the peer is slow. */
async function close(webSocket: WebSocket): Promise<void> {
  const closed = new Promise((resolve) => webSocket.once('close', resolve));
  const force = setTimeout(() => webSocket.terminate(), 200);
  webSocket.close(1001);
  await closed;
  clearTimeout(force);
}

/** Pipes both ways; either end closing closes the other. */
function pipe(webSocket: WebSocket, postgres: Address): void {
  const client = createWebSocketStream(webSocket);
  const server = connect({ host: postgres.host, port: postgres.port, noDelay: true });
  const refuse = (error: Error) => client.end(couldNotConnect(String(error)));
  const giveUp = () => server.destroy();
  client.once('error', giveUp);
  server.once('error', refuse);
  server.once('connect', () => {
    client.off('error', giveUp);
    server.off('error', refuse);
    pipeline(client, server, client).catch(() => webSocket.close());
  });
}

/**
 * The proxy's message if PostgreSQL is unreachable, as an ErrorResponse. Source:
 * https://www.postgresql.org/docs/current/protocol-message-formats.html, ErrorResponse.
 */
function couldNotConnect(reason: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0CXX000\0MCouldn't connect to compute node: ${reason}\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
