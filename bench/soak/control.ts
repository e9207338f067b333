import type pg from 'pg';

/** About a millisecond of the compiler's code. */
const ROUNDS = 400_000;

/** The same work each time; the result keeps it from being compiled away. */
function fixedWork(): number {
  let value = 1;
  for (let i = 0; i < ROUNDS; i++) value = (Math.imul(value, 1_664_525) + 1_013_904_223 + i) | 0;
  return value;
}

/** What this machine takes, at the moment, for work that never changes. */
export interface Control {
  measure(): Promise<void>;
  /** Milliseconds of each measurement since the last call. */
  take(): number[];
}

/** A fixed computation and a trivial statement: what drifts with them is the machine's, not the service's. */
export function createControl(database: pg.Pool): Control {
  let times: number[] = [];
  return {
    measure: async () => {
      const startedAt = performance.now();
      if (fixedWork() === 0) throw new Error('the fixed work has another result');
      await database.query('select 1');
      times.push(performance.now() - startedAt);
    },
    take: () => {
      const taken = times;
      times = [];
      return taken;
    },
  };
}
