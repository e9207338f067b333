import { z } from 'zod';
import { systemClock } from '../../../lib/core/clock.ts';
import type { Log } from '../../../lib/core/log.ts';
import type { EngineSettings } from '../../../lib/engine/settings.ts';
import { parseSweep } from '../../../lib/engine/sweep/message.ts';
import { isTerminal } from '../../../lib/jobs/lifecycle.ts';
import { JOB_STATUSES } from '../../../lib/jobs/types.ts';
import { startEngine, type TestEngine, type TestEngineOptions } from '../../support/engine.ts';
import { chaosAnalyzer } from '../analyzer.ts';
import { broken, PATIENCE_MS, type Scene } from './world.ts';

/** Later than any scenario ends. */
const LONG_MS = 600_000;

interface Play {
  keys: string[];
  settings?: Partial<EngineSettings>;
  before?: TestEngineOptions['before'];
  publisher?: TestEngineOptions['publisher'];
  log?: Log;
  callbackUrl?: string;
}

const statusSchema = z.object({ status: z.enum(JOB_STATUSES) });

/** Whether the queue has anything that comes before `end`; without that nobody goes on with a job. */
export const somethingComes = ({ qstash }: TestEngine, end: number): boolean =>
  qstash.open().some(({ nextDeliveryTime }) => nextDeliveryTime === null || nextDeliveryTime < end);

/** Watches the job past the faults, as nobody who looks after it would. @returns why it has not ended, or null. */
async function unended(engine: TestEngine, { audit }: Scene, id: string): Promise<string | null> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await systemClock.sleep(50)) {
    const comes = somethingComes(engine, end);
    const [job] = await audit.rows(statusSchema, 'select status from jobs where id = $1', [id]);
    if (job && isTerminal(job.status)) return null;
    if (!comes) return 'the job has not ended, and no message is left that goes on with it';
  }
  return `after ${PATIENCE_MS} ms the job has not ended`;
}

/**
 * Keeps the sweeper out, whose hour strikes every five minutes: it would end a job that the bug under test strands, now
 * and then.
 */
const unswept =
  (before: TestEngineOptions['before']): NonNullable<TestEngineOptions['before']> =>
  async (request) => {
    if (parseSweep(await request.clone().text()) !== null) return new Response(null, { status: 200 });
    return (await before?.(request)) ?? null;
  };

/** Runs one job on the engine. @returns violations at its end, or that it has not ended. */
export async function run(
  scene: Scene,
  play: Play,
  atTheEnd: (engine: TestEngine) => Promise<string[]> = async () => [],
) {
  const { url, audit } = scene;
  const { keys, settings, before, publisher, log, callbackUrl } = play;
  const engine = await startEngine({
    databaseUrl: url,
    analyzer: chaosAnalyzer(),
    settings: { watchdogPeriodMs: LONG_MS, ...settings },
    before: unswept(before),
    ...(publisher ? { publisher } : {}),
    ...(log ? { log } : {}),
  });
  try {
    const { id } = await engine.create(keys, callbackUrl);
    const why = await unended(engine, scene, id);
    if (why !== null) return [why, ...(await broken(audit, ['stuck']))];
    return [...(await broken(audit)), ...(await atTheEnd(engine))];
  } finally {
    await engine.stop();
  }
}
