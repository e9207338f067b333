/** What a job or a step can wait for; each is a stable code. */
export const WAIT_CODES = [
  'first_slice',
  'first_slice_overdue',
  'retry',
  'retries',
  'provider_budget',
  'provider_rate',
  'provider_paused',
  'provider_probe',
  'dead_lease',
  'stage',
  'between_stages',
  'handed_over',
  'turn',
  'own_process',
  'watchdog',
  'watchdog_overdue',
  'deadline',
  'event_due',
  'event',
] as const;

export interface Waits {
  code: (typeof WAIT_CODES)[number];
  /** One or two sentences in plain English. */
  text: string;
  /** Unix milliseconds until which it is expected; null if unknown. */
  until: number | null;
}

export interface WaitSettings {
  /** A line is alive if one of its slices took a turn this recently, in milliseconds. */
  aliveMs: number;
  /** Tries before a step fails. */
  attempts: number;
}

/** A function that runs steps takes a turn every few seconds; one that has not for this long may have died. */
export function silentMs({ aliveMs }: Pick<WaitSettings, 'aliveMs'>): number {
  return aliveMs / 2;
}
