import { type FunctionSpec, type Instance, startInstance } from './instance.ts';
import { createLine } from './line.ts';

export interface PoolOptions {
  /** Concurrent requests per process. */
  instanceConcurrency: number;
  /** Processes that answer; as many again may be blocked or stopped. */
  maxInstances: number;
  env: Record<string, string>;
  /** Receives each line, prefixed with the function's name. */
  log: (line: string) => void;
}

/** Permission to run one request in `instance`. */
interface Lease {
  readonly instance: Instance;
  release(): void;
}

/** The processes of one function, started on demand. Each serves many requests at once. */
export interface Pool {
  readonly spec: FunctionSpec;
  instances(): Instance[];
  /**
   * Waits for a free place in an existing or new process, one that has just shown that it answers. Rejects with the signal's reason on abort, or when the pool
   * is closed.
   */
  acquire(signal: AbortSignal): Promise<Lease>;
  /** New requests get new processes; old ones end after their requests. Resolves when they are gone. */
  recycle(): Promise<void>;
  /** Like `recycle`, but a process started for a late request also ends after it. */
  retire(): Promise<void>;
  /** Kills all processes and starts no more. */
  close(): Promise<void>;
}

interface Slot {
  readonly instance: Instance;
  running: number;
  draining: boolean;
}

export function createPool(spec: FunctionSpec, options: PoolOptions): Pool {
  const slots = new Set<Slot>();
  const line = createLine<Lease>();
  let retired = false;

  const onPulse = () => line.serve(place);
  const start = (): Slot => {
    const log = (text: string) => options.log(`[${spec.name}] ${text}`);
    const slot: Slot = {
      instance: startInstance(spec, options.env, log, onPulse),
      running: 0,
      draining: retired,
    };
    slots.add(slot);
    void slot.instance.exited.then(() => {
      slots.delete(slot);
      line.serve(place);
    });
    return slot;
  };

  const lease = (slot: Slot): Lease => {
    slot.running += 1;
    const release = () => {
      slot.running -= 1;
      if (slot.draining && slot.running === 0) void slot.instance.end();
      line.serve(place);
    };
    return { instance: slot.instance, release };
  };

  const place = (): Lease | undefined => {
    const alive = [...slots].filter((slot) => slot.instance.alive && !slot.draining);
    const usable = alive.filter((slot) => slot.instance.responsive);
    const free = usable.find((slot) => slot.running < options.instanceConcurrency);
    if (free) return lease(free);
    const most = Math.min(options.maxInstances, 2 * options.maxInstances - (alive.length - usable.length));
    return usable.length < most ? lease(start()) : undefined;
  };

  const acquire = async (signal: AbortSignal): Promise<Lease> => {
    for (;;) {
      const found = await line.enter(place, signal);
      if (await found.instance.takes()) return found;
      found.release();
    }
  };

  const gone = () => Promise.all(Array.from(slots, (slot) => slot.instance.exited)).then(() => {});

  const recycle = (): Promise<void> => {
    const old = gone();
    for (const slot of slots) {
      slot.draining = true;
      if (slot.running === 0) void slot.instance.end();
    }
    line.serve(place);
    return old;
  };

  return {
    spec,
    instances: () => Array.from(slots, (slot) => slot.instance),
    acquire,
    recycle,
    retire: () => {
      retired = true;
      return recycle();
    },
    close: () => {
      line.close(new Error('The host is stopping.'));
      for (const slot of slots) void slot.instance.end();
      return gone();
    },
  };
}
