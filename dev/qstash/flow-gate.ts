import type { Flow, FlowStore } from './flow-store.ts';

/** Decides which flow control keys may deliver now. What it holds in memory is rebuilt at every start. */
export interface FlowGate {
  /** Takes a place for one delivery; false when the key is at a limit or paused. */
  admit(key: string, now: number): boolean;
  /** Gives the place back. */
  release(key: string): void;
  /** The key's limits changed: ask again. */
  reopen(key: string): void;
  /** The keys that are known to be closed. */
  closed(now: number): string[];
  /** When the next of them opens by itself, in Unix milliseconds; Infinity when none does. */
  nextOpening(): number;
  /** Deliveries of the key in flight. */
  running(key: string): number;
}

/** The period that a delivery at `now` falls into, and how many deliveries it has had. */
function periodAt(flow: Flow, now: number): { periodStart: number; rateCount: number } {
  const { periodStart, periodMs, rateCount } = flow;
  return now >= periodStart + periodMs ? { periodStart: now, rateCount: 0 } : { periodStart, rateCount };
}

/** Until when the key may not deliver: 0 when it may, Infinity when an event has to open it. */
function closedUntil(flow: Flow, running: number, now: number): number {
  if (flow.paused || running >= (flow.parallelism ?? Number.POSITIVE_INFINITY))
    return Number.POSITIVE_INFINITY;
  const { periodStart, rateCount } = periodAt(flow, now);
  return rateCount >= (flow.rate ?? Number.POSITIVE_INFINITY) ? periodStart + flow.periodMs : 0;
}

/** Limits count deliveries per key: so many at once, and so many in each period that begins with a delivery. */
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
