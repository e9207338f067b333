// A thread that plays networks which want to hold up who reads them. Told a network's name, it plays that.
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { hostileAnswers, NETWORKS, playing } from '../../profiles/hostile/networks.ts';
import { startNetwork } from '../../profiles/networks/network.ts';

const network = await startNetwork();

parentPort?.on('message', (platform) => {
  const hostile = NETWORKS[z.string().parse(platform)];
  if (!hostile) throw new Error(`no network ${platform}`);
  // Made once: what an answer costs here is its way to the network.
  const answers = Object.values(hostileAnswers(hostile)).map((body) => Buffer.from(body()));
  let asked = 0;
  network.answer(playing(hostile, () => answers[asked++ % answers.length] ?? ''));
  parentPort?.postMessage('plays');
});
parentPort?.postMessage({ port: network.port });
