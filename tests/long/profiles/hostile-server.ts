// A thread that plays networks which want to hold up who reads them. Told a network's name, it plays that.
import { createServer } from 'node:http';
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { hostileAnswers, NETWORKS, playing } from '../../profiles/hostile/networks.ts';

const server = createServer().listen(0, '127.0.0.1');
/** Made once: what an answer costs here is its way to the network. */
const playAs = (platform: string): void => {
  const hostile = NETWORKS[platform];
  if (!hostile) throw new Error(`no network ${platform}`);
  const answers = Object.values(hostileAnswers(hostile)).map((body) => Buffer.from(body()));
  let asked = 0;
  server.removeAllListeners('request');
  server.on(
    'request',
    playing(hostile, () => answers[asked++ % answers.length] ?? ''),
  );
};

parentPort?.on('message', (platform) => {
  playAs(z.string().parse(platform));
  parentPort?.postMessage('plays');
});
server.once('listening', () => parentPort?.postMessage(server.address()));
