import { parentPort, workerData } from 'node:worker_threads';
import { packText, unpackText } from '../../lib/core/packed-text.ts';

const { text, packed } = workerData;
parentPort?.postMessage({ packed: await packText(text), text: await unpackText(packed) });
