import { z } from 'zod';
import { sweeperPrefix } from '../engine/sweep/arm.ts';
import type { HealthDeps } from './deps.ts';
import { inTime } from './look.ts';

const listSchema = z.array(z.looseObject({ scheduleId: z.string() }));

async function hasSweeper({ client, facts, log }: HealthDeps): Promise<boolean> {
  if (!client || !facts.appUrl) return false;
  try {
    const answer: unknown = await client.http.request({ path: ['v2', 'schedules'], method: 'GET' });
    const prefix = sweeperPrefix(facts.appUrl);
    return listSchema.parse(answer).some(({ scheduleId }) => scheduleId.startsWith(prefix));
  } catch (error) {
    log.warn('schedules_not_seen', { reason: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

/**
 * Whether jobs are unfinished, as the queue tells it: their sweeper is a schedule there, which keeps the database awake
 * anyway. False if the queue does not say so in time.
 */
export const isAtWork = (deps: HealthDeps): Promise<boolean> => inTime(deps, hasSweeper(deps), false);
