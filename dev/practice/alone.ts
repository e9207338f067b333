// What a step's own process imports in the local stack. A practice step needs neither database nor parsers, so that
// one that was in a killed function is back within a second; all others are the whole app's.
import { systemClock } from '../../lib/core/clock.ts';
import { jsonLog } from '../../lib/core/log.ts';
import { createRunStep, type RunStep } from '../../lib/engine/alone/run-step.ts';
import { practiceAnalyzer } from './analyzer.ts';

interface WholeApp {
  app(): { runStep: RunStep };
}

const WHOLE = new URL('./practice-app.js', import.meta.url);

async function whole(): Promise<RunStep> {
  const module: WholeApp = await import(WHOLE.href);
  return module.app().runStep;
}

export function app(): { runStep: RunStep } {
  const practice = practiceAnalyzer(systemClock);
  const log = jsonLog((line) => console.log(line), systemClock.now, { pid: process.pid });
  const runPractice = createRunStep(new Map([[practice.kind, practice]]), log);
  return {
    runStep: async (request, signal) =>
      request.kind === practice.kind ? runPractice(request, signal) : (await whole())(request, signal),
  };
}
