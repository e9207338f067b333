import type { FlowGate } from './flow-gate.ts';
import type { Intercept } from './intercept.ts';
import type { Scheduler } from './scheduler.ts';
import type { Store } from './store.ts';

/** Dependencies of the routes. */
export interface Context {
  store: Store;
  gate: FlowGate;
  scheduler: Scheduler;
  intercept: Intercept;
  /** Unix milliseconds, integer. */
  now: () => number;
  parallelism: number;
}
