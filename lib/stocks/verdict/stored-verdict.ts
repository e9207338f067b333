import type { StoredVotes } from '../rating/explain.ts';

/** A result's verdict as stored; `votesVersion` says which list its votes and values follow. */
export interface StoredVerdict extends StoredVotes {
  votesVersion: number;
}
