import { DEFAULTS, type EngineSettings } from '../engine/settings.ts';
import type { Gathered } from './gathered.ts';
import { count, milliseconds } from './numbers.ts';

/** The engine's numbers. @param turnTimeoutMs how long the database is waited for. */
export function readEngine({ read }: Gathered, turnTimeoutMs: number): EngineSettings {
  const ms = milliseconds();
  const { webhookBackoff } = DEFAULTS;
  return {
    ...DEFAULTS,
    turnTimeoutMs,
    attempts: read('STEP_ATTEMPTS', count('attempts')) ?? DEFAULTS.attempts,
    lostLimit: read('STEP_LOST_LIMIT', count('losses')) ?? DEFAULTS.lostLimit,
    leaseMarginMs: read('STEP_LEASE_MARGIN_MS', ms) ?? DEFAULTS.leaseMarginMs,
    sliceBudgetMs: read('SLICE_BUDGET_MS', ms) ?? DEFAULTS.sliceBudgetMs,
    watchdogPeriodMs: read('WATCHDOG_PERIOD_MS', ms) ?? DEFAULTS.watchdogPeriodMs,
    messageRetries: read('MESSAGE_RETRIES', count('retries')) ?? DEFAULTS.messageRetries,
    messageRetryDelayMs: read('MESSAGE_RETRY_DELAY_MS', ms) ?? DEFAULTS.messageRetryDelayMs,
    webhookRetries: read('WEBHOOK_RETRIES', count('retries')) ?? DEFAULTS.webhookRetries,
    webhookBackoff: { ...webhookBackoff, baseMs: read('WEBHOOK_RETRY_BASE_MS', ms) ?? webhookBackoff.baseMs },
  };
}
