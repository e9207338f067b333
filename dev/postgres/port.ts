import { createServer } from 'node:net';

/** A loopback port that is free at the moment. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

/** @throws Error naming the port if it is in use. */
export async function assertPortFree(port: number): Promise<void> {
  try {
    await listenOnce(port);
  } catch (cause) {
    throw new Error(`Port ${port} is taken on 127.0.0.1; stop what listens there or choose another port`, {
      cause,
    });
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const found = typeof address === 'object' && address ? address.port : port;
      probe.close(() => resolve(found));
    });
  });
}
