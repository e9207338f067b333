import type { Flow, FlowStore } from './flow-store.ts';

/** Decides which flow control keys may deliver. Its memory is rebuilt at every start. */
export interface FlowGate {
  /** Reserves a place for one delivery; false if the key is at a limit or paused. */
  admit(key: string, now: number): boolean;
  /** Releases a place. */
  release(key: string): void;
  /** Call when the key's limits have changed. */
  reopen(key: string): void;
  /** The keys known to be closed. */
  closed(now: number): string[];
  /** When the next of them opens by itself, in Unix milliseconds; Infinity if none does. */
  nextOpening(): number;
  /** The key's deliveries in flight. */
  running(key: string): number;
}

/** The rate period of a delivery at `now`, and its deliveries so far. */
function periodAt(flow: Flow, now: number): { periodStart: number; rateCount: number } {
  const { periodStart, periodMs, rateCount } = flow;
  return now >= periodStart + periodMs ? { periodStart: now, rateCount: 0 } : { periodStart, rateCount };
}

/** When the key may deliver next: 0 for now, Infinity if it depends on an event. */
function closedUntil(flow: Flow, running: number, now: number): number {
  if (flow.paused || running >= (flow.parallelism ?? Number.POSITIVE_INFINITY))
    return Number.POSITIVE_INFINITY;
  const { periodStart, rateCount } = periodAt(flow, now);
  return rateCount >= (flow.rate ?? Number.POSITIVE_INFINITY) ? periodStart + flow.periodMs : 0;
}

/** Enforces per-key limits: parallel deliveries, and deliveries per period, which begins with a delivery. */
export function flowGate(store: FlowStore): FlowGate {
  const running = new Map<string, number>();
  const closed = new Map<string, number>();
  const count = (key: string) => running.get(key) ?? 0;
  return {
    admit(key, now) {
      if ((closed.get(key) ?? 0) > now) return false;
      const flow = store.get(key);
      if (flow === undefined) throw new Error(`flow control key "${key}" has a message but no row`);
      const until = closedUntil(flow, count(key), now);
      if (until > now) {
        closed.set(key, until);
        return false;
      }
      if (flow.rate !== null) {
        const { periodStart, rateCount } = periodAt(flow, now);
        store.change(key, { periodStart, rateCount: rateCount + 1 });
      }
      running.set(key, count(key) + 1);
      return true;
    },
    release(key) {
      if (count(key) > 1) running.set(key, count(key) - 1);
      else running.delete(key);
      if (closed.get(key) === Number.POSITIVE_INFINITY) closed.delete(key);
    },
    reopen: (key) => void closed.delete(key),
    closed(now) {
      for (const [key, until] of closed) if (until <= now) closed.delete(key);
      return [...closed.keys()];
    },
    nextOpening: () => Math.min(...closed.values()),
    running: count,
  };
}
