/** The engine's numbers, all in one place; `lib/config.ts` lets each be set. Milliseconds unless said. */
export interface EngineSettings {
  /** Attempts of a step before it fails. */
  attempts: number;
  /** Leases a step may lose before it fails. */
  lostLimit: number;
  /** Beyond its longest step a lease lasts this much longer. */
  leaseMarginMs: number;
  stepBackoff: { baseMs: number; capMs: number };
  /** A slice stops claiming after this long and hands over. */
  sliceBudgetMs: number;
  /** A slice gives up what still runs this long before its function's end. */
  functionMarginMs: number;
  functionMaxMs: number;
  /** Finished steps wait this long for others, so that they share a commit. */
  groupMs: number;
  /** A slice sleeps rather than hands over when the next step is due within this time. */
  shortWaitMs: number;
  watchdogPeriodMs: number;
  /** Retries of a message after its first delivery, and the wait between. */
  messageRetries: number;
  messageRetryDelayMs: number;
  /** Retries of a webhook's delivery; the wait is base × 4^n, up to the cap. */
  webhookRetries: number;
  webhookBackoff: { baseMs: number; capMs: number };
  /** One delivery may take this long, from the look-up of the name to the answer. */
  webhookTimeoutMs: number;
  /** A creation waits this long for the queue. */
  publishTimeoutMs: number;
  /** A message whose job does not exist (yet): waited for in the slice, then redelivered until it is this old. */
  waitForJobMs: number;
  orphanAfterMs: number;
}

export const DEFAULTS: EngineSettings = {
  attempts: 4,
  lostLimit: 3,
  leaseMarginMs: 10_000,
  stepBackoff: { baseMs: 1_000, capMs: 30_000 },
  sliceBudgetMs: 45_000,
  functionMarginMs: 10_000,
  functionMaxMs: 300_000,
  groupMs: 250,
  shortWaitMs: 5_000,
  watchdogPeriodMs: 60_000,
  messageRetries: 5,
  messageRetryDelayMs: 5_000,
  webhookRetries: 5,
  webhookBackoff: { baseMs: 15_000, capMs: 2_400_000 },
  webhookTimeoutMs: 15_000,
  publishTimeoutMs: 5_000,
  waitForJobMs: 4_000,
  orphanAfterMs: 30_000,
};
