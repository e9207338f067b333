/** The engine's settings; each can be set in the environment (`lib/config.ts`). Milliseconds unless noted. */
export interface EngineSettings {
  /** Attempts before a step fails. */
  attempts: number;
  /** Lost leases before a step fails. */
  lostLimit: number;
  /** A lease lasts the stage's step timeout plus this. */
  leaseMarginMs: number;
  stepBackoff: { baseMs: number; capMs: number };
  /** A slice stops claiming after this long and publishes its continuation. */
  sliceBudgetMs: number;
  /** A slice aborts its running steps this long before its function is killed. */
  functionMarginMs: number;
  functionMaxMs: number;
  /** A finished step waits up to this long to share a commit with others. */
  groupMs: number;
  /** If the next step is due within this time, the slice sleeps instead of handing over. */
  shortWaitMs: number;
  /** The watchdog's period while the job moves, and at most while it waits for a known time. */
  watchdogPeriodMs: number;
  watchdogLongestMs: number;
  /** A line is alive if one of its slices took a turn this recently. */
  aliveMs: number;
  /** How long a turn is waited for; a claim that comes later takes nothing. */
  turnTimeoutMs: number;
  /** Processes of single steps at once in a function, and of suspects in a slice; three fit beside it into 2 GB. */
  aloneAtOnce: number;
  /** How much longer their leases last: a process has to be waited for, and to start. */
  aloneStartMs: number;
  /** Whoever looks at a job sends for it at most this often. */
  revivalEveryMs: number;
  /** A watchdog is overdue when it is this late. */
  watchdogGraceMs: number;
  /** Redeliveries of a message; the delay is base × 1.6^n, up to the cap. */
  messageRetries: number;
  messageRetryDelayMs: number;
  messageRetryCapMs: number;
  /** Redeliveries of a webhook; the delay is base × 4^n, up to the cap. */
  webhookRetries: number;
  webhookBackoff: { baseMs: number; capMs: number };
  /** Time limit of one delivery attempt, from DNS lookup to response. */
  webhookTimeoutMs: number;
  /** How long job creation waits for the queue. */
  publishTimeoutMs: number;
  /**
   * A slice waits this long for a job that is not there yet; after that it asks for redelivery until the
   * message is `orphanAfterMs` old.
   */
  waitForJobMs: number;
  orphanAfterMs: number;
}

export const DEFAULTS: EngineSettings = {
  attempts: 4,
  lostLimit: 3,
  leaseMarginMs: 10_000,
  stepBackoff: { baseMs: 1_000, capMs: 30_000 },
  sliceBudgetMs: 120_000,
  functionMarginMs: 10_000,
  functionMaxMs: 300_000,
  groupMs: 250,
  shortWaitMs: 5_000,
  watchdogPeriodMs: 60_000,
  watchdogLongestMs: 900_000,
  aliveMs: 30_000,
  turnTimeoutMs: 12_000,
  aloneAtOnce: 3,
  aloneStartMs: 8_000,
  revivalEveryMs: 100_000,
  watchdogGraceMs: 10_000,
  messageRetries: 5,
  messageRetryDelayMs: 5_000,
  messageRetryCapMs: 240_000,
  webhookRetries: 5,
  webhookBackoff: { baseMs: 15_000, capMs: 2_400_000 },
  webhookTimeoutMs: 15_000,
  publishTimeoutMs: 5_000,
  waitForJobMs: 4_000,
  orphanAfterMs: 30_000,
};
