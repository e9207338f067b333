import type { z } from 'zod';

export type PeerId =
  | 'unstuck'
  | 'older'
  | 'graphile-local-queue'
  | 'graphile'
  | 'pg-boss'
  | 'dbos'
  | 'upstash';

/** One column of the table. */
export interface Peer {
  id: PeerId;
  name: string;
  version: string;
  /** Its process: a file of `peers/`, and the arguments of it. */
  file: string;
  args: readonly string[];
  /** How it was set, and where its own documentation recommends that. */
  settings: string;
  source: string;
  /** What is imported at a cold start; null for our own bundle. */
  module: string | null;
}

/** A number, or that it took longer than the bench waited. */
export type Value = number | { over: number };

/** One row of the table. */
export interface Row {
  /** The anchor that the README links to. */
  id: string;
  title: string;
  unit: string;
  better: 'more' | 'less';
  /** Why a peer has no figure. */
  none?: Partial<Record<PeerId, string>>;
  /** Why a peer is ahead; shown if it is. */
  ahead?: Partial<Record<PeerId, string>>;
  /** Why a peer took longer than the bench waited; shown if it did. */
  over?: Partial<Record<PeerId, string>>;
  /** What a reader must know of all figures of the row. */
  note?: string;
}

/** How large the runs are. */
export interface Sizes {
  rounds: number;
  /** Jobs of 100 steps that a session begins with, unmeasured. */
  warmUp: number;
  /** The same where the database is a network away, and a step alone may take 0.2 s; 0: nothing. */
  farWarmUp: number;
  /** Jobs of 100 steps, and jobs of one. */
  drain: { long: number; short: number };
  pickups: number;
  chains: readonly number[];
  fanOut: number;
  /** Finished jobs that are there already. */
  grown: number;
  /** How long a recovery is waited for. */
  recoveryMs: number;
  /** The same where nobody unlocks the jobs of a dead worker for hours. */
  lockedMs: number;
  pages: number;
  coldImports: number;
}

/** A peer in its own process on a database of its own. */
export interface Session {
  peer: Peer;
  /** Calls a method of its process. @throws Error of that process, or after eight minutes */
  call<T>(method: string, options: object, answer: z.ZodType<T>): Promise<T>;
  /** Bytes of write-ahead log that the server has written so far. */
  walBytes(): Promise<number>;
  /** Has the next measurement begin without dirty pages. */
  checkpoint(): Promise<void>;
  /** Round trips so far; counted only where the session was opened for it. */
  trips(): number;
  /** The file into which steps that take time write. */
  file: string;
  /** Sends SIGKILL to the process that runs the steps, and starts another. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Of a round trip to the database, added to what the machine takes. */
  distanceMs?: number;
  countTrips?: boolean;
}

export type OpenSession = (peer: Peer, options?: SessionOptions) => Promise<Session>;

/** Measures some rows for one peer. */
export interface Trial {
  rows: readonly Row[];
  run(peer: Peer, open: OpenSession, sizes: Sizes): Promise<Record<string, Value>>;
}
