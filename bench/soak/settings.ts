import { DEFAULTS, type EngineSettings } from '../../lib/engine/settings.ts';

/** What was asked for. */
export interface SoakOptions {
  /** Of the service's life. */
  hours: number;
  jobs: number;
  /** That it is compressed to. */
  minutes: number;
}

/** How many times faster than life the soak is meant to run. */
export function compression({ hours, minutes }: SoakOptions): number {
  return (hours * 60) / minutes;
}

/**
 * The engine's times, compressed. Those that a process, a turn or the network takes stay: leases and the signs of
 * life, the slices' budget, grouping of commits, time limits. A watchdog comes no sooner than a lease ends.
 */
export function compressed(factor: number): Partial<EngineSettings> {
  const short = (milliseconds: number, least = 1) => Math.max(least, Math.round(milliseconds / factor));
  const { stepBackoff, webhookBackoff } = DEFAULTS;
  return {
    stepBackoff: { baseMs: short(stepBackoff.baseMs), capMs: short(stepBackoff.capMs) },
    watchdogPeriodMs: short(DEFAULTS.watchdogPeriodMs, 1_000),
    watchdogLongestMs: short(DEFAULTS.watchdogLongestMs, 1_000),
    revivalEveryMs: short(DEFAULTS.revivalEveryMs, 1_000),
    watchdogGraceMs: short(DEFAULTS.watchdogGraceMs, 2_000),
    messageRetryDelayMs: short(DEFAULTS.messageRetryDelayMs),
    messageRetryCapMs: short(DEFAULTS.messageRetryCapMs),
    webhookBackoff: { baseMs: short(webhookBackoff.baseMs), capMs: short(webhookBackoff.capMs) },
  };
}
