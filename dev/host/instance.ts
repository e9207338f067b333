import { type ChildProcess, fork } from 'node:child_process';
import { Agent } from 'node:http';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type ChildMessage, childMessage, PING } from './messages.ts';
import { createPulse } from './pulse.ts';

const SERVER = fileURLToPath(new URL('./function-server.ts', import.meta.url));
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--enable-source-maps'];
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
/** Time between SIGTERM and SIGKILL. */
const END_GRACE_MS = 1_000;
/** Between pings, so that requests waiting in line hear of a process that stops answering. */
const BEAT_MS = 1_000;

/** One function of a deployment. */
export interface FunctionSpec {
  /** Path below `api/` without the extension, e.g. `process`. */
  name: string;
  /** Absolute path of the module. */
  file: string;
  /** Working directory of its processes: the project's root, or the built function's folder. */
  cwd: string;
  maxDurationMs: number;
}

/** One process of a function. */
export interface Instance {
  readonly pid: number | undefined;
  /** False once it cannot take further requests: killed, ended, or its module failed. */
  readonly alive: boolean;
  /** False while it has left a ping unanswered for 2 s: its loop is blocked, or it is stopped. */
  readonly responsive: boolean;
  /** Holds the connections to the process. */
  readonly agent: Agent;
  /** Loopback port; rejects if the process ends before listening. */
  readonly port: Promise<number>;
  readonly exited: Promise<void>;
  /**
   * Whether it can take a request now. False, so that the request goes elsewhere, if it does not answer within 2 s or
   * has ended. One that is still starting takes requests.
   */
  takes(): Promise<boolean>;
  /** Sends SIGKILL. */
  kill(): void;
  /** Sends SIGTERM, then SIGKILL if needed. Resolves when the process is gone. */
  end(): Promise<void>;
}

/**
 * Starts a process for `spec`, with `env` and the variables any process needs.
 * @param onPulse called when `responsive` has changed.
 */
export function startInstance(
  spec: FunctionSpec,
  env: Record<string, string>,
  log: (line: string) => void,
  onPulse: () => void,
): Instance {
  const child = fork(SERVER, [spec.file], {
    cwd: spec.cwd,
    env: { ...inheritedEnv(), TZ: 'UTC', ...env },
    execArgv: NODE_FLAGS,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const agent = new Agent({ keepAlive: true });
  let alive = true;
  const stopTaking = () => {
    alive = false;
  };
  for (const stream of [child.stdout, child.stderr]) if (stream) passOn(stream, log);
  let ready = false;
  const pulse = createPulse(() => child.connected && child.send(PING, () => {}), onPulse);
  const beat = setInterval(() => ready && void pulse.check(), BEAT_MS).unref();
  const onMessage = ({ type }: ChildMessage) => {
    if (type === 'ready') ready = true;
    if (type === 'pong') pulse.answered();
  };
  const port = listeningPort(child, { onEnd: stopTaking, onMessage, log });
  // Requests waiting for the port see the failure; otherwise it is already in the log.
  port.catch(() => {});
  const exited = ended(child).then(() => {
    stopTaking();
    clearInterval(beat);
    pulse.gone();
    agent.destroy();
  });
  const signal = (name: NodeJS.Signals) => {
    stopTaking();
    child.kill(name);
  };
  return {
    pid: child.pid,
    get alive() {
      return alive;
    },
    get responsive() {
      return pulse.responsive;
    },
    agent,
    port,
    exited,
    takes: async () => !ready || ((await pulse.check()) && alive),
    kill: () => signal('SIGKILL'),
    end: () => {
      signal('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), END_GRACE_MS);
      return exited.finally(() => clearTimeout(force));
    },
  };
}

function inheritedEnv(): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function passOn(stream: Readable, log: (line: string) => void): void {
  createInterface({ input: stream }).on('line', log);
}

/** Not `close`: a child of the function may keep the pipes open. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => child.pid === undefined && resolve());
  });
}

interface Hooks {
  onEnd: () => void;
  onMessage: (message: ChildMessage) => void;
  log: (line: string) => void;
}

function listeningPort(child: ChildProcess, { onEnd, onMessage, log }: Hooks): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      onEnd();
      reject(new Error(reason));
    };
    child.on('message', (raw) => {
      const { data: message } = childMessage.safeParse(raw);
      if (message === undefined) return;
      onMessage(message);
      if (message.type === 'pong') return;
      if (message.type === 'failed') return fail('its module cannot be imported');
      log(`ready, imported in ${Math.round(message.importMs)} ms`);
      resolve(message.port);
    });
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code, signal) => {
      if (code !== 0 && code !== null) log(`exited with ${code}`);
      fail(`its process ended (${signal ?? code})`);
    });
  });
}
