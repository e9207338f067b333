import { randomBytes } from 'node:crypto';
import { run } from '../../packages/client/src/cli/run.ts';
import type { World } from '../../packages/client/src/cli/world.ts';

export interface Ran {
  code: number;
  out: string;
  said: string;
  /** Both, as a terminal shows them. */
  shown: string;
}

interface Surroundings {
  url: string;
  home: string;
  signal?: AbortSignal;
  env?: Record<string, string>;
  stdin?: string;
  patienceMs?: number;
  cwd?: string;
  isTerminal?: boolean;
  /** Of a terminal that answers: what it is asked, and what it says. */
  ask?: World['ask'];
  /** Called in place of a program. */
  onRun?: World['run'];
  /** Called with every line of talk. */
  onSay?: (line: string) => void;
}

/** Runs the command line in this process, with no terminal unless one is given. `line` as one line or already apart. */
export async function unstuck(line: string | readonly string[], around: Surroundings): Promise<Ran> {
  const { url, home, env = {}, signal = new AbortController().signal, stdin = '', cwd = home } = around;
  const ran = { code: 0, out: '', said: '', shown: '' };
  const world: World = {
    args: typeof line === 'string' ? line.split(' ') : line,
    env: { UNSTUCK_URL: url, XDG_CONFIG_HOME: home, ...env },
    out: (text) => {
      ran.out += text;
      ran.shown += text;
    },
    say: (text) => {
      ran.said += `${text}\n`;
      ran.shown += `${text}\n`;
      around.onSay?.(text);
    },
    ...{ isTerminal: around.isTerminal ?? false, columns: 80, cwd, home, signal },
    patienceMs: around.patienceMs ?? 10_000,
    now: Date.now,
    randomBytes,
    stdin: async () => stdin,
    ask: around.ask ?? null,
    run: around.onRun ?? (async () => 0),
  };
  ran.code = await run(world);
  return ran;
}
