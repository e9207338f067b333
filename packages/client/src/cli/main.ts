import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { asked } from './ask.ts';
import { run } from './run.ts';
import type { World } from './world.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
process.once('SIGTERM', () => interrupted.abort(new Error('interrupted')));
// Who reads the output may stop early, as `head` does.
process.stdout.on('error', (error) => {
  process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1);
});

const world: World = {
  args: process.argv.slice(2),
  env: process.env,
  out: (text) => void process.stdout.write(text),
  say: (line) => void process.stderr.write(`${line}\n`),
  isTerminal: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? 80,
  cwd: process.cwd(),
  home: homedir(),
  signal: interrupted.signal,
  // Watching a job waits longer.
  patienceMs: 10_000,
  now: Date.now,
  randomBytes,
  stdin: async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  },
  ask: process.stdin.isTTY && process.stderr.isTTY ? asked : null,
  run: (command, args, cwd) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, { stdio: 'inherit', ...(cwd === undefined ? {} : { cwd }) });
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 1));
    }),
};

process.exitCode = await run(world);
