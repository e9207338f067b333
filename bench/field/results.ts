import type { LibraryRow } from './libraries.ts';
import type { Machine } from './machine.ts';
import { COLD_ROWS } from './rows/cold-import.ts';
import { type Measured, TRIAL_ROWS } from './run.ts';
import { type Spread, summary } from './statistics.ts';
import type { Peer, PeerId, Row, Value } from './types.ts';

/** A figure, that it is beyond the bound, or why there is none. */
export type Cell = Spread | { over: number; why: string | null } | { none: string };

export interface ResultRow extends Pick<Row, 'id' | 'title' | 'unit' | 'better' | 'note' | 'ahead'> {
  cells: Partial<Record<PeerId, Cell>>;
}

/** The content of bench/results.json. */
export interface Results {
  machine: Machine;
  commit: string | null;
  date: string;
  quick: boolean;
  minutes: number;
  peers: Pick<Peer, 'id' | 'name' | 'version' | 'settings' | 'source'>[];
  rows: ResultRow[];
  libraries: LibraryRow[];
}

const FAILED = 'failed: ';

/** Whether there is no figure because something went wrong. */
export const hasFailed = (cell: Cell): boolean => 'none' in cell && cell.none.startsWith(FAILED);

function cellOf(row: Row, id: PeerId, values: Value[] | undefined, failure: string | undefined): Cell {
  const none = row.none?.[id];
  if (none !== undefined) return { none };
  if (failure !== undefined) return { none: `${FAILED}${failure}` };
  if (values === undefined || values.length === 0) return { none: 'not in a quick run' };
  const all = summary(values);
  return 'over' in all ? { ...all, why: row.over?.[id] ?? null } : all;
}

export function resultRows(peers: readonly Peer[], { values, failures }: Measured): ResultRow[] {
  return [...TRIAL_ROWS, ...COLD_ROWS].map((row) => {
    const { id, title, unit, better, note, ahead } = row;
    const cells = peers.map((peer) => [
      peer.id,
      cellOf(row, peer.id, values.get(id)?.get(peer.id), failures.get(id)?.get(peer.id)),
    ]);
    return {
      id,
      title,
      unit,
      better,
      ...(note ? { note } : {}),
      ...(ahead ? { ahead } : {}),
      cells: Object.fromEntries(cells),
    };
  });
}
