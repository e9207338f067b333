import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { withClient } from './admin.ts';

/** A running PostgreSQL server process. */
export interface Postmaster {
  pid: number;
  /** Sends a signal; resolves when the process has exited. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface PostmasterOptions {
  binaries: string;
  args: string[];
  account: Account | undefined;
  logFile: string;
  /** Polled until the server answers. */
  adminUrl: string;
}

/** Maximum time for recovery from the write-ahead log. */
const READY_WITHIN_MS = 60_000;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGINT');
});

/**
 * Starts `postgres` and waits until it answers. Stopped when our process exits, and does not keep it alive. Has its
 * own process group, so that Ctrl-C reaches us first and shutdown is orderly.
 * @throws Error with the end of the log if it exits before it answers.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const logFile = await open(options.logFile, 'a', 0o600);
  const from = (await logFile.stat()).size;
  const child = spawn(join(options.binaries, 'bin', 'postgres'), options.args, {
    ...options.account,
    cwd: '/',
    detached: true,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', logFile.fd, logFile.fd],
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve()).once('error', reject);
  });
  const pid = child.pid;
  await logFile.close();
  if (pid === undefined) throw await ended.then(() => new Error('postgres did not start'));
  running.add(child);
  child.once('exit', () => running.delete(child)).unref();
  const failure = await failureToAnswer(options.adminUrl, child);
  if (failure) {
    child.kill('SIGQUIT');
    const log = await logSince(options.logFile, from);
    throw new Error(`PostgreSQL does not start: ${failure}; see ${options.logFile}:\n${log}`);
  }
  return {
    pid,
    end: (signal) => {
      child.ref();
      child.kill(signal);
      return ended;
    },
  };
}

/** @returns why the server does not answer, or undefined once it does. */
async function failureToAnswer(adminUrl: string, child: ChildProcess): Promise<string | undefined> {
  let refusal: string | undefined;
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end; await sleep(15)) {
    refusal = await withClient(adminUrl, (client) => client.query('select 1')).then(() => undefined, String);
    if (child.exitCode !== null || child.signalCode !== null) return 'it has ended';
    if (refusal === undefined || refusal.includes('password authentication failed')) return refusal;
  }
  return `not within ${READY_WITHIN_MS / 1000} s, ${refusal}`;
}

async function logSince(file: string, from: number): Promise<string> {
  const lines = (await readFile(file)).subarray(from).toString('utf8').split('\n');
  return lines.slice(-20).join('\n');
}
