import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

/** What the parent tells the functions' process. */
export const orderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('report') }),
  z.object({ kind: z.literal('weather'), away: z.boolean() }),
]);

const reportSchema = z.object({
  /** Bytes, after a forced collection if `collected`. */
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  collected: z.boolean(),
  /** Warnings and errors that were logged, by event. */
  warned: z.record(z.string(), z.number()),
});
export type FunctionsReport = z.infer<typeof reportSchema>;

/** The process in which the service's functions run. */
export interface Functions {
  report(): Promise<FunctionsReport>;
  /** While away, every request is answered 502. */
  setAway(away: boolean): void;
  stop(): Promise<void>;
}

export interface FunctionsOptions {
  port: number;
  env: Record<string, string>;
  /** Settings of the engine that differ from the shipped ones. */
  engine: Record<string, unknown>;
}

/** @throws Error if the process ends before it listens. */
export async function startFunctions({ port, env, engine }: FunctionsOptions): Promise<Functions> {
  const child = fork(join(import.meta.dirname, 'functions.ts'), [String(port), JSON.stringify(engine)], {
    execArgv: ['--expose-gc'],
    // The queue's client writes a line for each refusal.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the functions' process ended with ${code}`);
  });
  ended.catch(() => {});
  await Promise.race([once(child, 'message'), ended]);
  return {
    report: async () => {
      const answer = once(child, 'message');
      child.send({ kind: 'report' });
      const [message] = await Promise.race([answer, ended]);
      return reportSchema.parse(message);
    },
    setAway: (away) => void child.send({ kind: 'weather', away }),
    stop: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
