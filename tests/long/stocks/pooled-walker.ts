import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { poolFigures } from '../../../lib/stocks/evidence/pooled/pool-figures.ts';
import { normals, poolOfWalks, weekdays } from '../../stocks/evidence/pooled/walks.ts';

// A worker: pools so many walks for each seed, and posts one finding after another.
const asked = z.object({
  seeds: z.array(z.number()),
  symbols: z.number(),
  bars: z.number(),
  loading: z.number(),
  trends: z.number(),
});
const { seeds, symbols, bars, loading, trends } = asked.parse(workerData);
const dates = weekdays(bars);
for (const seed of seeds) {
  const normal = normals(seed);
  const factor = dates.map(normal);
  const cells = poolOfWalks(symbols, { dates, normal, factor, loading, trends });
  parentPort?.postMessage(poolFigures(cells, 1).finding);
}
