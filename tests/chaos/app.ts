// `#app` of the functions in the chaos harness: the real service with another analyzer and shorter times.
import { z } from 'zod';
import { type App, createApp } from '../../lib/app.ts';
import { processConfig } from '../../lib/config.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { jsonLog } from '../../lib/core/log.ts';
import { chaosAnalyzer } from './analyzer.ts';

/** JSON: engine settings by name, including those without a variable, and the step's time limit, durations and concurrency. */
const settings = z
  .object({
    engine: z.record(z.string(), z.number()),
    /** What the first stage's provider takes. */
    provider: z.object({ maxInFlight: z.number(), perSecond: z.number(), burst: z.number() }).optional(),
    steps: z.partialRecord(z.enum(['timeoutMs', 'slowMs', 'blockMs', 'concurrency']), z.number()).default({}),
  })
  .parse(JSON.parse(process.env['CHAOS_SETTINGS'] ?? '{"engine":{}}'));
const PROVIDER = 'chaos';
const named = z.object({ job: z.string() });

const log = jsonLog((line) => console.log(line), systemClock.now, { pid: process.pid });

async function jobOf(request: Request): Promise<string | null> {
  const body: unknown = await request.json().catch(() => null);
  return named.safeParse(body).data?.job ?? null;
}

function announced(handler: App['process']): App['process'] {
  return async (request) => {
    const fields = { job: await jobOf(request.clone()), message: request.headers.get('Upstash-Message-Id') };
    log.info('slice_began', fields);
    try {
      return await handler(request);
    } finally {
      log.info('slice_ended', fields);
    }
  };
}

let present: App | undefined;

export function app(): App {
  if (present) return present;
  const loaded = processConfig();
  const engine = { ...loaded.config.engine, ...settings.engine };
  const { provider, steps } = settings;
  const analyzer = chaosAnalyzer({ clock: systemClock, provider: provider ? PROVIDER : null, ...steps });
  const budgets = provider ? { [PROVIDER]: provider } : {};
  const made = createApp(
    { ...loaded, config: { ...loaded.config, engine } },
    { log, products: [{ name: 'chaos', create: () => ({ analyzer, budgets }) }] },
  );
  present = { ...made, process: announced(made.process) };
  return present;
}
