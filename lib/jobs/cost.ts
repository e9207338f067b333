import type { Job } from './types.ts';

/**
 * List prices in US dollars. QStash, pay as you go (upstash.com/pricing/qstash), November 2026. Vercel functions on
 * fluid compute in iad1 with 2 GB of memory (vercel.com/docs/functions/usage-and-pricing), 2025 to 2026.
 */
const RATES = {
  message: 1 / 100_000,
  activeCpuHour: 0.128,
  memoryGbHour: 0.0106,
  memoryGb: 2,
} as const;

const MS_AN_HOUR = 3_600_000;

/**
 * Cost of a job in US dollars, rounded to a millionth. The Vercel part is an upper bound: it assumes a busy
 * CPU for the whole slice and one slice per process.
 */
export function costUsd({ messages, functionMs }: Pick<Job, 'messages' | 'functionMs'>): number {
  const functionHour = RATES.activeCpuHour + RATES.memoryGb * RATES.memoryGbHour;
  const cost = messages * RATES.message + (functionMs / MS_AN_HOUR) * functionHour;
  return Math.round(cost * 1e6) / 1e6;
}
