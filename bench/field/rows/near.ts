import { z } from 'zod';
import type { Session, Trial } from '../types.ts';
import { CHAIN_ROWS, measureChain } from './chain.ts';
import { DRAIN_ROWS, measureDrain } from './drain.ts';
import { FAN_OUT_ROWS, measureFanOut } from './fan-out.ts';
import { measurePickup, PICKUP_ROWS } from './pickup.ts';

/** What a session does first, so that code is compiled, connections are open and plans are made. */
export async function warmUp(session: Session, jobs: number): Promise<void> {
  await session.call('drain', { jobs, steps: 100 }, z.unknown());
  await session.call('chain', { steps: 20 }, z.unknown());
}

/** The rows of one database beside the worker, in one session. */
export const near: Trial = {
  rows: [...DRAIN_ROWS, ...PICKUP_ROWS, ...CHAIN_ROWS, ...FAN_OUT_ROWS],
  run: async (peer, open, sizes) => {
    const session = await open(peer);
    try {
      await warmUp(session, sizes.warmUp);
      return {
        ...(await measureDrain(session, sizes)),
        ...(await measurePickup(session, sizes.pickups)),
        ...(await measureChain(session, sizes.chains)),
        ...(await measureFanOut(session, sizes.fanOut)),
      };
    } finally {
      await session.close();
    }
  },
};
