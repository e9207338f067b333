// A function with a step that blocks its own process for ever; killed by a test. argv: URL of the app.
import { systemClock } from '../../../lib/core/clock.ts';
import { stepProcessFiles } from '../../../lib/engine/alone/files.ts';
import { createAloneRunner } from '../../../lib/engine/alone/runner.ts';

const files = stepProcessFiles(new URL(process.argv[2] ?? ''));
if (!files) throw new Error('nobody knows where the app is');
const timeoutMs = 60_000;
const step = { key: 'blocks', input: null };
await createAloneRunner({ files, clock: systemClock, marginMs: 20_000, atOnce: 3 }).run(
  { kind: 'behaviours', input: { symbols: [] }, stage: 0, step, jobId: 'job_a', epoch: 1, timeoutMs },
  new AbortController().signal,
);
