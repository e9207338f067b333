import { systemClock } from '../../../lib/core/clock.ts';
import { randomIds } from '../../../lib/core/ids.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { systemResolve } from '../../../lib/core/public-fetch.ts';
import type { Answer } from '../../../lib/engine/answer.ts';
import type { EngineDeps } from '../../../lib/engine/deps.ts';
import type { WatchdogMessage } from '../../../lib/engine/messages.ts';
import { Slice } from '../../../lib/engine/slice/slice.ts';
import { watch } from '../../../lib/engine/watchdog.ts';
import { QUICK } from '../../support/engine.ts';
import { jobsContext } from '../../support/jobs.ts';
import { chaosAnalyzer } from '../analyzer.ts';

/** The engine on the database at `url`, whose queue takes everything. `onArmed` hears of each watchdog. */
function handlers(url: string, onArmed: (gen: number) => void = () => {}): EngineDeps {
  const context = jobsContext(url);
  const analyzer = chaosAnalyzer();
  const taken = async () => {};
  return {
    ...context,
    publisher: {
      ...context.publisher,
      continuation: taken,
      furtherLines: taken,
      rescue: taken,
      replacement: taken,
      watchdog: async (_, gen) => onArmed(gen),
    },
    // A slice by hand comes as late as the machine likes, and whoever was alive still is.
    settings: { ...QUICK, aliveMs: 3_600_000 },
    process: 'process-of-the-test',
    analyzers: new Map([[analyzer.kind, analyzer]]),
    webhooks: { secret: null, allowLocal: true, resolve: systemResolve, ownEvents: new Map() },
    alone: null,
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
  };
}

export function watchOnce(
  url: string,
  message: WatchdogMessage,
  onArmed: (gen: number) => void,
): Promise<Answer> {
  return watch(handlers(url, onArmed), message);
}

/** Delivers a slice message on a line. */
export function sliceOnce(url: string, job: string, line: string): Promise<Answer> {
  const message = { v: 1 as const, type: 'slice' as const, job, epoch: 1, line, at: Date.now() };
  return new Slice(handlers(url), message, { messageId: 'msg_by_hand', retried: 0 }).work();
}
