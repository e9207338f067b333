/** What the command line is given of its surroundings. */
export interface World {
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Data, to stdout. */
  out: (text: string) => void;
  /** Talk, to stderr. */
  say: (line: string) => void;
  /** Whether stdout is a terminal, and how wide. */
  isTerminal: boolean;
  columns: number;
  cwd: string;
  home: string;
  /** Aborts when the user interrupts. */
  signal: AbortSignal;
  /** How long one request is repeated while the service is away, ms. */
  patienceMs: number;
  now: () => number;
  randomBytes: (count: number) => Uint8Array;
  /** All of stdin. */
  stdin: () => Promise<string>;
  /** Asks the user, without an echo if hidden; null where no terminal is there to answer. */
  ask: ((question: string, hidden: boolean) => Promise<string>) | null;
  /** Runs a program with the user's terminal. @returns its exit code */
  run: (command: string, args: readonly string[], cwd?: string) => Promise<number>;
}
