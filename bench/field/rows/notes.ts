import type { PeerId } from '../types.ts';

const NO_SERVICE = 'its state is in a service that nobody can run locally; only its messages are counted';

/** For every row that needs a running service. */
export const NOT_LOCAL = { upstash: NO_SERVICE } satisfies Partial<Record<PeerId, string>>;

/** For rows that say nothing about the change between two commits, and take minutes. */
export const NOT_OLDER = { older: 'measured for this commit alone' } satisfies Partial<
  Record<PeerId, string>
>;

/** Those that have no steps. */
export const QUEUES = ['graphile-local-queue', 'graphile', 'pg-boss'] as const;

/** One text for several peers. */
export function forPeers(peers: readonly PeerId[], text: string): Partial<Record<PeerId, string>> {
  return Object.fromEntries(peers.map((peer) => [peer, text]));
}
