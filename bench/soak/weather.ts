import type { Intercept as DatabaseIntercept } from '../../dev/neon/intercept.ts';
import type { Intercept as QueueIntercept } from '../../dev/qstash/intercept.ts';

const AWAY = ['queue', 'functions', 'database'] as const;
export type Away = (typeof AWAY)[number];

/** What is away at the moment, and what is so for queue and database. */
export interface Weather {
  readonly away: Away | null;
  set(away: Away | null): void;
  queue: QueueIntercept;
  database: DatabaseIntercept;
}

export function createWeather(): Weather {
  let away: Away | null = null;
  return {
    get away() {
      return away;
    },
    set: (next) => {
      away = next;
    },
    queue: {
      publish: () => (away === 'queue' ? 'refuse' : undefined),
      deliver: () => (away === 'queue' ? 'drop_attempt' : undefined),
    },
    database: () => (away === 'database' ? 'refuse' : undefined),
  };
}

/** What is away in the nth stretch of bad weather, from 0. */
export function awayIn(nth: number): Away {
  return AWAY[nth % AWAY.length] ?? 'queue';
}
