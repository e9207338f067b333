/** When a watchlist is analyzed by itself. */
export interface WatchlistSchedule {
  scheduleId: string;
  /** Five fields, in the time zone's local time. */
  cron: string;
  timezone: string;
  /** Milliseconds since the epoch; null while the queue holds the schedule back. */
  nextAt: number | null;
}

export interface NewWatchlistSchedule {
  cron: string;
  timezone: string;
  /** What a stock analysis may be asked with, its symbols apart. */
  options: Record<string, unknown>;
}

/** The schedules of all owners, one each; all methods throw Refusal `queue_unavailable` and `database_unavailable`. */
export interface WatchlistSchedules {
  /** Replaces the one there is. @throws Refusal `invalid_input`, `schedule_limit_reached`. */
  put(owner: string, schedule: NewWatchlistSchedule): Promise<WatchlistSchedule>;
  /** As the queue has it. @throws Refusal `not_found`. */
  get(owner: string): Promise<WatchlistSchedule>;
  /** @throws Refusal `not_found`. */
  remove(owner: string): Promise<void>;
}
