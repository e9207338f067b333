import { type Chain, slope } from '../statistics.ts';
import type { Row, Session, Value } from '../types.ts';
import { timed } from './drain.ts';
import { forPeers, NOT_LOCAL } from './notes.ts';

const LENGTHS = [10, 100, 1_000, 3_000];
/** Three rounds of it would take two and a half of the run's 20 minutes. */
const LONGEST_OF_OLDER = 1_000;
const NOT_SO_LONG = { older: 'its chain of 1,000 already takes 18 s a round' };

const noneOf = (length: number): NonNullable<Row['none']> =>
  length > LONGEST_OF_OLDER ? { ...NOT_LOCAL, ...NOT_SO_LONG } : NOT_LOCAL;

export const CHAIN_ROWS: readonly Row[] = [
  ...LENGTHS.map(
    (length): Row => ({
      id: `chain-${length}`,
      title: `Chain of ${length.toLocaleString('en')} steps, each after the last`,
      unit: 'ms/step',
      better: 'less',
      none: noneOf(length),
      ahead: {
        ...forPeers(
          ['graphile-local-queue', 'graphile', 'pg-boss'],
          'its worker holds a connection to the database; a turn of ours is a transaction over HTTP',
        ),
        dbos: 'its workflow stays in one process and inserts a row a step; ours may go on in any function after every step',
      },
    }),
  ),
  {
    id: 'chain-slope',
    title: 'A step for every 1,000 before it',
    unit: '% longer',
    better: 'less',
    none: NOT_LOCAL,
    note: 'From three lengths of the chain, what it costs once left out; below a few percent it is noise.',
  },
];

export async function measureChain(
  session: Session,
  lengths: readonly number[],
): Promise<Record<string, Value>> {
  const chains: Chain[] = [];
  const values: Record<string, Value> = {};
  for (const steps of lengths) {
    if (noneOf(steps)[session.peer.id] !== undefined) continue;
    const ms = await timed(session, 'chain', { steps });
    values[`chain-${steps}`] = ms === null ? { over: 120_000 / steps } : ms / steps;
    if (ms !== null) chains.push({ steps, ms });
  }
  const grows = slope(chains);
  return grows === null ? values : { ...values, 'chain-slope': grows };
}
