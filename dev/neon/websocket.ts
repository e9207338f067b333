import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import type { Address } from './pools.ts';

/** Neon's WebSocket proxy: each connection to `/v2` is one connection to PostgreSQL, byte for byte. */
export interface WebSocketProxy {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes all connections. */
  stop(): Promise<void>;
}

export function createWebSocketProxy(postgres: Address): WebSocketProxy {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  return {
    upgrade(request, socket, head) {
      // Browsers name their origin; a page from the internet has no business with a local database.
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

/** In order, because the driver takes a connection that was cut for a failure; by force where the other side is slow. */
async function close(webSocket: WebSocket): Promise<void> {
  const closed = new Promise((resolve) => webSocket.once('close', resolve));
  const force = setTimeout(() => webSocket.terminate(), 200);
  webSocket.close(1001);
  await closed;
  clearTimeout(force);
}

/** Once connected, either end that closes or breaks closes the other; the driver reports it to whoever waits. */
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
 * What the proxy says where there is no PostgreSQL, as a message of its protocol.
 * Source: https://www.postgresql.org/docs/current/protocol-message-formats.html, ErrorResponse.
 */
function couldNotConnect(reason: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0CXX000\0MCouldn't connect to compute node: ${reason}\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
