import type { Row, Session, Value } from '../types.ts';
import { timedToEnd } from './drain.ts';
import { forPeers, NOT_LOCAL } from './notes.ts';

export const FAN_OUT_ROWS: readonly Row[] = [
  {
    id: 'fan-out',
    title: 'Fan-out of one step into many',
    unit: 'steps/s',
    better: 'more',
    none: NOT_LOCAL,
    ahead: {
      ...forPeers(
        ['graphile-local-queue', 'graphile', 'pg-boss'],
        'nothing joins what it fans out; ours opens the next stage once all have ended',
      ),
      dbos: 'its steps run in the process of the workflow, without being claimed',
    },
    note: 'One job whose first step adds 1,000 (quick: 200), until all are done.',
  },
];

export async function measureFanOut(session: Session, steps: number): Promise<Record<string, Value>> {
  const ms = await timedToEnd(session, 'fanOut', { steps });
  return { 'fan-out': (steps / ms) * 1_000 };
}
