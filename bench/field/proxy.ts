import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { tripCounter } from './trip-counter.ts';

/** A TCP proxy on this machine that is farther away than what it stands for. */
export interface TcpProxy {
  port: number;
  /** Round trips of PostgreSQL's protocol so far. */
  trips(): number;
  stop(): Promise<void>;
}

/** Passes on what one side sends after a fixed time, in order: timers of one duration fire in the order they are set. */
function passOn(from: Socket, to: Socket, ms: number): void {
  const later = (then: () => void) => (ms === 0 ? then() : setTimeout(then, ms));
  from.on('data', (chunk) => later(() => to.writable && to.write(chunk)));
  from.on('close', () => later(() => to.destroy()));
  // The close that follows ends the other side.
  from.on('error', () => {});
}

/**
 * Starts a proxy in front of a port of this machine. `distanceMs` is the length of a round trip: half of it goes to each
 * direction, in whole milliseconds, since timers know no others.
 */
export async function startProxy(port: number, distanceMs: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let trips = 0;
  const server = createServer((near) => {
    const far = connect({ port, host: '127.0.0.1' });
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      sockets.add(socket.on('close', () => sockets.delete(socket)));
    }
    const count = tripCounter(() => trips++);
    near.on('data', count);
    passOn(near, far, Math.ceil(distanceMs / 2));
    passOn(far, near, Math.floor(distanceMs / 2));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy is not bound to a port.');
  return {
    port: address.port,
    trips: () => trips,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
