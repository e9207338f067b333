import type { PostgresServer } from '../../dev/postgres/server.ts';
import { cost } from './rows/cost.ts';
import { distance } from './rows/distance.ts';
import { growth } from './rows/growth.ts';
import { near } from './rows/near.ts';
import { recovery } from './rows/recovery.ts';
import { openSession } from './session.ts';
import type { Peer, PeerId, Row, Session, Sizes, Trial, Value } from './types.ts';

/** What each peer gave in each row, round by round, and what went wrong. */
export interface Measured {
  values: Map<string, Map<PeerId, Value[]>>;
  failures: Map<string, Map<PeerId, string>>;
}

/** Once in every round; the others once a run, since they take long and vary little. */
const ROUNDS: readonly Trial[] = [near];
const ONCE: readonly Trial[] = [cost, distance, recovery, growth];

export const TRIAL_ROWS: readonly Row[] = [...ROUNDS, ...ONCE].flatMap(({ rows }) => rows);

const applies = (trial: Trial, { id }: Peer) => trial.rows.some(({ none }) => none?.[id] === undefined);

/** Rotated, so that nobody is always first. */
const turned = <T>(all: readonly T[], by: number): T[] => [
  ...all.slice(by % all.length),
  ...all.slice(0, by % all.length),
];

function at<T>(rows: Map<string, Map<PeerId, T>>, row: string): Map<PeerId, T> {
  const found = rows.get(row) ?? new Map<PeerId, T>();
  rows.set(row, found);
  return found;
}

function note(into: Measured, { id }: Peer, values: Record<string, Value>): void {
  for (const [row, value] of Object.entries(values)) {
    const cells = at(into.values, row);
    cells.set(id, [...(cells.get(id) ?? []), value]);
  }
}

/**
 * Runs every trial for every peer that it applies to, one peer at a time, each on a new database of one server. A peer
 * that fails is noted with its reason, and the others go on.
 */
export async function measure(
  postgres: PostgresServer,
  folder: string,
  peers: readonly Peer[],
  sizes: Sizes,
  tell: (line: string) => void,
): Promise<Measured> {
  const measured: Measured = { values: new Map(), failures: new Map() };
  const open = (peer: Peer, options?: Parameters<typeof openSession>[3]): Promise<Session> =>
    openSession(postgres, folder, peer, options);
  const one = async (trial: Trial, peer: Peer) => {
    const from = performance.now();
    try {
      note(measured, peer, await trial.run(peer, open, sizes));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tell(`  ${reason}`);
      for (const { id } of trial.rows)
        at(measured.failures, id).set(peer.id, reason.split('\n')[0] ?? reason);
    }
    tell(`  ${trial.rows[0]?.id}: ${peer.name}, ${((performance.now() - from) / 1_000).toFixed(1)} s`);
  };
  for (let round = 0; round < sizes.rounds; round++) {
    tell(`Round ${round + 1} of ${sizes.rounds}`);
    for (const trial of round === 0 ? [...ROUNDS, ...ONCE] : ROUNDS) {
      for (const peer of turned(peers, round)) if (applies(trial, peer)) await one(trial, peer);
    }
  }
  return measured;
}
