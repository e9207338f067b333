/** When a watchlist is analyzed automatically. */
export interface WatchlistSchedule {
  scheduleId: string;
  /** Five fields, in the time zone's local time. */
  cron: string;
  timezone: string;
  /** Where its runs tell their ends and what has changed; null without. */
  callbackUrl: string | null;
  /** Next run in Unix milliseconds; null while paused. */
  nextAt: number | null;
}

export interface NewWatchlistSchedule {
  cron: string;
  timezone: string;
  /** Options of a stock analysis, without symbols. */
  options: Record<string, unknown>;
  /** Valid; none by default. */
  callbackUrl?: string | null;
}

/** Schedules, one per owner. All methods throw Refusal `queue_unavailable` and `database_unavailable`. */
export interface WatchlistSchedules {
  /** Creates or replaces. @throws Refusal `invalid_input`, `schedule_limit_reached`. */
  put(owner: string, schedule: NewWatchlistSchedule): Promise<WatchlistSchedule>;
  /** Reads it from the queue. @throws Refusal `not_found`. */
  get(owner: string): Promise<WatchlistSchedule>;
  /** @throws Refusal `not_found`. */
  remove(owner: string): Promise<void>;
}
