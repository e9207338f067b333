import { percentile } from '../../figures.ts';
import type { Row, Trial, Value } from '../types.ts';
import { drainRate } from './drain.ts';
import { warmUp } from './near.ts';
import { forPeers, NOT_LOCAL, NOT_OLDER } from './notes.ts';
import { pickups } from './pickup.ts';

const DISTANCES = [5, 20];
/** Fewer than at home: what waits for the network only takes longer. */
const PART = 0.2;

const NONE = { ...NOT_LOCAL, ...NOT_OLDER };

const BATCHES = 'it fetches and completes jobs by the hundred, and keeps no order between them';

function rowsOf(distance: number): Row[] {
  return [
    {
      id: `drain-at-${distance}`,
      title: `Drain, jobs of 100 steps, database ${distance} ms away`,
      unit: 'steps/s',
      better: 'more',
      none: NONE,
      ahead: forPeers(['graphile-local-queue', 'graphile', 'pg-boss', 'dbos'], BATCHES),
      note: 'A proxy holds back what either side sends: ours between functions and the endpoint that stands in for Neon’s, the others between worker and PostgreSQL.',
    },
    {
      id: `pickup-at-${distance}`,
      title: `Pickup, p50, database ${distance} ms away`,
      unit: 'ms',
      better: 'less',
      none: NONE,
      ahead: forPeers(
        ['graphile-local-queue', 'graphile', 'pg-boss', 'dbos'],
        'fewer round trips before a step begins: ours looks for an earlier request, inserts, claims',
      ),
    },
  ];
}

/** The same drain and pickup while the database is a network away. */
export const distance: Trial = {
  rows: DISTANCES.flatMap(rowsOf),
  run: async (peer, open, sizes) => {
    const values: Record<string, Value> = {};
    for (const distanceMs of DISTANCES) {
      const session = await open(peer, { distanceMs });
      try {
        if (sizes.farWarmUp > 0) await warmUp(session, sizes.farWarmUp);
        const jobs = Math.ceil(sizes.drain.long * PART);
        values[`drain-at-${distanceMs}`] = await drainRate(session, jobs);
        const times = await pickups(session, Math.ceil(sizes.pickups / 3));
        values[`pickup-at-${distanceMs}`] = percentile(times, 0.5);
      } finally {
        await session.close();
      }
    }
    return values;
  },
};
