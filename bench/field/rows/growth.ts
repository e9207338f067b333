import { z } from 'zod';
import { percentile } from '../../figures.ts';
import { median } from '../statistics.ts';
import type { Row, Session, Sizes, Trial, Value } from '../types.ts';
import { drainRate } from './drain.ts';
import { warmUp } from './near.ts';
import { forPeers, NOT_LOCAL, NOT_OLDER } from './notes.ts';
import { pickups } from './pickup.ts';

const TIMES = 3;

const NONE: Row['none'] & object = {
  ...NOT_LOCAL,
  ...NOT_OLDER,
  ...forPeers(
    ['graphile-local-queue', 'graphile'],
    'it deletes a job when it is done, and keeps no finished ones',
  ),
};

const ROWS: readonly Row[] = [
  {
    id: 'growth-drain',
    title: 'Drain beside many finished jobs',
    unit: '% slower',
    better: 'less',
    none: NONE,
    note: 'Beside 1,000,000 finished jobs of one step (quick: 10,000), copied in SQL, vacuumed and analyzed, against the same session before: the median of three drains each.',
  },
  {
    id: 'growth-pickup',
    title: 'Pickup beside many finished jobs, p50',
    unit: '% slower',
    better: 'less',
    none: NONE,
  },
];

async function figures(session: Session, { drain, pickups: times }: Sizes) {
  const rates: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    await session.checkpoint();
    rates.push(await drainRate(session, Math.ceil(drain.long / 2)));
  }
  return { rate: median(rates), pickup: percentile(await pickups(session, times), 0.5) };
}

/** What work costs where much has been done before. */
export const growth: Trial = {
  rows: ROWS,
  run: async (peer, open, sizes): Promise<Record<string, Value>> => {
    if (NONE[peer.id] !== undefined) return {};
    const session = await open(peer);
    try {
      await warmUp(session, sizes.warmUp);
      const before = await figures(session, sizes);
      await session.call('seed', { jobs: sizes.grown }, z.unknown());
      await warmUp(session, sizes.warmUp);
      const after = await figures(session, sizes);
      return {
        'growth-drain': (before.rate / after.rate - 1) * 100,
        'growth-pickup': (after.pickup / before.pickup - 1) * 100,
      };
    } finally {
      await session.close();
    }
  },
};
