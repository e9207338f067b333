import { z } from 'zod';
import { costUsd } from '../../../lib/jobs/cost.ts';
import type { Peer, Row, Session, Trial, Value } from '../types.ts';
import { forPeers, NOT_LOCAL, QUEUES } from './notes.ts';

const JOBS = 100_000;
const LENGTHS = [10, 100];
/**
 * US dollars of a message of Upstash: pay as you go, upstash.com/pricing/qstash, November 2026; a step is a message
 * (upstash.com/docs/workflow/pricing, read 2026-11-30).
 */
const MESSAGE_USD = 1 / 100_000;

const usage = z.object({
  messages: z.number(),
  trips: z.number().optional(),
  functionMs: z.number().optional(),
});

const WITHOUT_QUEUE = forPeers(
  [...QUEUES, 'dbos'],
  'it needs no queue beside the database, but workers that always run',
);
const WITHOUT_PRICE = forPeers(
  [...QUEUES, 'dbos'],
  'it runs on workers of your own, always: its price is theirs, not that of a job',
);

const ROWS: readonly Row[] = [
  {
    id: 'messages',
    title: 'Messages of a job of 100 steps',
    unit: 'messages',
    better: 'less',
    none: WITHOUT_QUEUE,
  },
  {
    id: 'trips',
    title: 'Round trips to the database',
    unit: 'trips/step',
    better: 'less',
    none: NOT_LOCAL,
    note: 'Jobs of 100 steps that take no time. Ours: requests to Neon’s endpoint, as a job records them; others: Query and Sync messages on the wire, with their polling.',
  },
  ...LENGTHS.map(
    (length): Row => ({
      id: `price-${length}`,
      title: `Price of 100,000 jobs of ${length} steps`,
      unit: 'USD',
      better: 'less',
      none: WITHOUT_PRICE,
      note: 'List prices, without the database: QStash $1 a 100,000 messages (upstash.com/pricing/qstash, November 2026; a step of Upstash Workflow is one, upstash.com/docs/workflow/pricing, read 2026-11-30) and, for ours alone, functions as measured here on 2 GB in iad1 (vercel.com/docs/functions/usage-and-pricing, 2025 to 2026; an upper bound). Time of functions of Upstash Workflow is not in it.',
    }),
  ),
];

async function priced(session: Session): Promise<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const steps of LENGTHS) {
    const { messages, trips, functionMs } = await session.call('usage', { steps }, usage);
    values[`price-${steps}`] =
      functionMs === undefined ? JOBS * messages * MESSAGE_USD : JOBS * costUsd({ messages, functionMs });
    values['messages'] = messages;
    if (trips !== undefined) values['trips'] = trips / steps;
  }
  return values;
}

async function counted(session: Session, jobs: number): Promise<Record<string, Value>> {
  const before = session.trips();
  await session.call('drain', { jobs, steps: 100 }, z.unknown());
  return { trips: (session.trips() - before) / (jobs * 100) };
}

const isPriced = ({ id }: Peer) => id === 'unstuck' || id === 'older' || id === 'upstash';

/** Messages, round trips and list prices. */
export const cost: Trial = {
  rows: ROWS,
  run: async (peer, open) => {
    const session = await open(peer, { countTrips: !isPriced(peer) });
    try {
      if (!isPriced(peer)) return await counted(session, 20);
      // The first job of a process pays for its start.
      await session.call('usage', { steps: 100 }, usage);
      return await priced(session);
    } finally {
      await session.close();
    }
  },
};
