import { NO_LIMITS } from '../../lib/access/limits.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { randomIds } from '../../lib/core/ids.ts';
import { silentLog } from '../../lib/core/log.ts';
import type { Database } from '../../lib/db/client.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';

/** For reads only: nothing is sent, and nothing ends. */
export function contextOf(db: Database): EngineContext {
  const never = () => Promise.reject(new Error('a bench sends no messages'));
  return {
    db,
    publisher: { start: never, webhook: never, revive: never, bulk: never },
    schedules: { put: never, get: never, remove: never },
    settings: DEFAULTS,
    limits: NO_LIMITS,
    appUrl: 'https://unstuck.test',
    looked: () => {},
    endOverdue: never,
    webhooks: { secret: null, allowLocal: false, resolve: never, ownEvents: new Map() },
    clock: systemClock,
    random: Math.random,
    ids: randomIds,
    log: silentLog,
  };
}
