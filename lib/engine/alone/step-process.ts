// A process that runs steps apart from their function: see runner.ts. argv: URL of the module that exports `app()`.
import { writeFileSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { guard } from './guard.ts';
import { failureOf, type ReplyMessage, type RunMessage, type StepReply } from './messages.ts';
import type { RunStep } from './run-step.ts';

interface AppModule {
  app(): { runStep: RunStep };
}

function isAppModule(value: object): value is AppModule {
  return 'app' in value && typeof value.app === 'function';
}

async function load(): Promise<RunStep> {
  const url = process.argv[2] ?? '';
  const module: object = await import(url);
  if (!isAppModule(module)) throw new Error(`${url} exports no app().`);
  const app = module.app();
  return (request, signal) => app.runStep(request, signal);
}

/** What cannot be cloned is a failure of the step, not of the process. */
function tell(message: ReplyMessage): void {
  process.send?.(message);
}

let loaded: Promise<RunStep> | undefined;

async function serve({ run, request }: RunMessage): Promise<void> {
  const answer = (reply: StepReply) => tell({ run, reply });
  loaded ??= load();
  const runStep = await loaded;
  answer({ is: 'begins' });
  try {
    // Its parent ends it at the timeout, so nothing aborts here.
    const { output, record, further = [] } = await runStep(request, new AbortController().signal);
    answer({ is: 'done', output, record, further });
  } catch (error) {
    answer(failureOf(error));
  }
}

/** Linux then ends this process, and not its function, when memory runs out. Elsewhere there is no such file. */
function offerItself(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {}
}

if (isMainThread) {
  process.on('message', (message: RunMessage) => void serve(message));
  process.on('disconnect', () => process.exit());
  // Ctrl-C is sent to the whole process group; whoever started this process decides when it ends.
  process.on('SIGINT', () => {});
  offerItself();
  const data = { parent: process.ppid };
  const options = { env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } };
  new Worker(new URL(import.meta.url), { ...options, workerData: data }).unref();
} else {
  guard(workerData.parent);
}
