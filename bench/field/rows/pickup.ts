import { z } from 'zod';
import { percentile } from '../../figures.ts';
import type { Row, Session, Value } from '../types.ts';
import { forPeers, NOT_LOCAL } from './notes.ts';

const DIRECT =
  'one insert and a NOTIFY to a worker that waits; ours is accepted, published, signed, called back and claimed';

export const PICKUP_ROWS: readonly Row[] = [
  {
    id: 'pickup-p50',
    title: 'Pickup by an idle worker, p50',
    unit: 'ms',
    better: 'less',
    none: NOT_LOCAL,
    ahead: forPeers(['graphile-local-queue', 'graphile', 'pg-boss', 'dbos'], DIRECT),
    note: 'From the call that submits until the first step begins, one job at a time at random moments.',
  },
  {
    id: 'pickup-p99',
    title: 'Pickup by an idle worker, p99',
    unit: 'ms',
    better: 'less',
    none: NOT_LOCAL,
    ahead: forPeers(['graphile-local-queue', 'graphile', 'pg-boss', 'dbos'], DIRECT),
  },
];

/** In milliseconds, of so many pickups. */
export const pickups = (session: Session, times: number): Promise<number[]> =>
  session.call('pickups', { times }, z.array(z.number()));

export async function measurePickup(session: Session, times: number): Promise<Record<string, Value>> {
  const all = await pickups(session, times);
  return { 'pickup-p50': percentile(all, 0.5), 'pickup-p99': percentile(all, 0.99) };
}
