import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** Room for what it writes. */
const MOST_BYTES = 16 * 2 ** 20;

/**
 * Runs one of dev's scripts in a process of its own, so that what it imports and holds ends with it.
 * @param script relative to `dev/`
 * @throws Error with what it wrote to stderr, which is passed on if it succeeds
 */
export function inOwnProcess(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const file = resolve(import.meta.dirname, script);
  const flags = ['--disable-warning=ExperimentalWarning', file, ...args];
  const options = { env: { ...process.env, ...env }, maxBuffer: MOST_BYTES };
  return new Promise((done, fail) => {
    execFile(process.execPath, flags, options, (error, _, stderr) => {
      if (error) return fail(new Error(stderr.trim() || error.message, { cause: error }));
      process.stderr.write(stderr);
      done();
    });
  });
}
