import { type Finding, Graph, type Protocol } from './check.ts';
import { jobProtocol } from './job.ts';
import type { JobConfig, JobRules, JobState } from './job-state.ts';
import { type SweeperRules, sweeperProtocol } from './sweeper.ts';

/** What is expected of a configuration, and what came out. */
export interface Outcome {
  states: number;
  /** Doomed although everybody helps but a client. */
  doomed: Finding | null;
  /** Doomed where nobody looks; and whether each such state has lost a message and its failure callback. */
  alone: Finding | null;
  onlyExhausted: boolean;
  unsafe: Finding[];
}

export interface Config {
  name: string;
  /** `sound`, or the word that its finding begins with. */
  expected: 'sound' | 'doomed' | 'unsafe';
  /** Without anybody who looks: nothing may be doomed, or only what is exhausted. */
  alone?: 'sound' | 'only exhausted';
  /** Takes more than a second. */
  long?: boolean;
  play(): Outcome;
}

const NEW: JobRules = {
  generation: true,
  asksFirst: true,
  growing: true,
  reserves: true,
  countsAlive: true,
  waves: true,
  fenced: true,
};
const OLD: JobRules = {
  generation: false,
  asksFirst: false,
  growing: false,
  reserves: false,
  countsAlive: false,
  waves: false,
  fenced: true,
};
const JOB: JobConfig = {
  rules: NEW,
  lanes: 1,
  steps: 1,
  presses: 0,
  away: ['queue', 'database', 'functions'],
  kills: false,
  mostLanes: 4,
};

const SWEEPER: SweeperRules = {
  create: ['put', 'publish', 'insert'],
  empty: ['retire', 'remove'],
  putWhenFound: false,
  checksVersion: true,
};
const LOOKS_AGAIN: Partial<SweeperRules> = {
  empty: ['remove', 'look'],
  putWhenFound: true,
  checksVersion: false,
};

function play<S>(protocol: Protocol<S>, faults: number, exhausted: (state: S) => boolean): Outcome {
  const graph = new Graph(protocol, faults);
  const alone = graph.doomed(['client', 'sweeper']);
  return {
    states: graph.nodes.length,
    doomed: graph.doomed(['client']),
    alone,
    onlyExhausted: alone?.states.every(exhausted) ?? true,
    unsafe: [...graph.unsafe.values()],
  };
}

type Told = Omit<Config, 'play'>;

const job = (
  told: Told,
  faults: number,
  change: Partial<JobConfig>,
  rules: Partial<JobRules> = {},
): Config => {
  const config = { ...JOB, ...change, rules: { ...(change.rules ?? NEW), ...rules } };
  return { ...told, play: () => play<JobState>(jobProtocol(config), faults, ({ lost }) => lost) };
};
const sweeper = (told: Told, faults: number, rules: Partial<SweeperRules>): Config => ({
  ...told,
  play: () => play(sweeperProtocol({ ...SWEEPER, ...rules }), faults, () => false),
});

const JOBS: readonly Config[] = [
  job({ name: 'old rules, functions away for a stretch', expected: 'doomed' }, 1, {
    rules: OLD,
    away: ['functions'],
  }),
  job({ name: 'old rules, database away for a stretch', expected: 'unsafe' }, 1, {
    rules: OLD,
    away: ['database'],
  }),
  job({ name: 'old rules, retry pressed', expected: 'unsafe' }, 0, { rules: OLD, presses: 2, away: [] }),
  job({ name: 'new rules, a short stretch', expected: 'sound', alone: 'sound' }, 1, {}),
  job(
    { name: 'new rules, a stretch longer than all delays', expected: 'sound', alone: 'only exhausted' },
    1,
    {},
    { growing: false },
  ),
  job({ name: 'new rules, a fault of any kind', expected: 'sound', alone: 'sound' }, 1, { kills: true }),
  job({ name: 'new rules, retry pressed thrice in a stretch', expected: 'sound', long: true }, 1, {
    presses: 3,
    steps: 2,
  }),
  job(
    { name: 'new rules, nothing is delivered while people look', expected: 'sound', alone: 'only exhausted' },
    1,
    {
      away: ['deliveries'],
      presses: 1,
      mostLanes: 3,
    },
    { growing: false },
  ),
  job({ name: 'new rules, queue away and a kill', expected: 'sound', alone: 'sound' }, 2, {
    away: ['queue'],
    kills: true,
  }),
  job({ name: 'new rules, two steps on two lanes', expected: 'sound', long: true }, 1, {
    steps: 2,
    lanes: 2,
    kills: true,
    mostLanes: 6,
  }),
  job({ name: 'without generations', expected: 'unsafe' }, 1, {}, { generation: false }),
  job({ name: 'arming blindly', expected: 'unsafe' }, 1, { away: ['database'] }, { asksFirst: false }),
  job(
    { name: 'with constant delays, nobody looking', expected: 'doomed' },
    1,
    {},
    { growing: false, reserves: false },
  ),
  job(
    { name: 'without a reservation', expected: 'unsafe' },
    0,
    { presses: 2, away: [], mostLanes: 2 },
    { reserves: false },
  ),
  job(
    { name: 'without counting who is alive', expected: 'unsafe' },
    0,
    { steps: 4, away: [], mostLanes: 2 },
    { countsAlive: false },
  ),
  job(
    { name: 'without waves', expected: 'unsafe' },
    1,
    { away: ['deliveries'], presses: 1, mostLanes: 3 },
    { growing: false, waves: false },
  ),
  job(
    { name: 'without tokens', expected: 'unsafe' },
    1,
    { steps: 2, lanes: 2, away: [], kills: true },
    { fenced: false },
  ),
];

const SWEEPERS: readonly Config[] = [
  sweeper({ name: 'sweeper: put, publish, insert; remove', expected: 'doomed' }, 0, {
    ...LOOKS_AGAIN,
    empty: ['remove'],
  }),
  sweeper({ name: 'sweeper: put, publish, insert; remove, look again', expected: 'doomed' }, 0, LOOKS_AGAIN),
  sweeper({ name: 'sweeper: publish, put, insert; remove, look again', expected: 'doomed' }, 0, {
    ...LOOKS_AGAIN,
    create: ['publish', 'put', 'insert'],
  }),
  sweeper({ name: 'sweeper: publish, insert, put; remove, look again', expected: 'doomed' }, 1, {
    ...LOOKS_AGAIN,
    create: ['publish', 'insert', 'put'],
  }),
  sweeper({ name: 'sweeper: versions', expected: 'sound', alone: 'sound', long: true }, 1, {}),
  sweeper({ name: 'sweeper: versions, without a fault', expected: 'sound', alone: 'sound' }, 0, {}),
  sweeper({ name: 'sweeper: versions that no insertion checks', expected: 'doomed' }, 0, {
    checksVersion: false,
  }),
  sweeper({ name: 'sweeper: removed before it is retired', expected: 'doomed' }, 0, {
    empty: ['remove', 'retire'],
  }),
];

export const CONFIGS: readonly Config[] = [...JOBS, ...SWEEPERS];

/** What contradicts the expectation, in words; nothing if all is as expected. */
export function surprises({ expected, alone }: Config, outcome: Outcome): string[] {
  const found: Record<Config['expected'], boolean> = {
    sound: outcome.doomed === null && outcome.unsafe.length === 0,
    doomed: outcome.doomed !== null,
    unsafe: outcome.unsafe.length > 0,
  };
  const wrong = found[expected] ? [] : [`it is not ${expected}`];
  if (alone === 'sound' && outcome.alone !== null) wrong.push('without anybody who looks a state is doomed');
  if (alone === 'only exhausted') {
    if (outcome.alone === null) wrong.push('nothing is ever exhausted');
    if (!outcome.onlyExhausted) wrong.push('a state is doomed though nothing was exhausted');
  }
  return wrong;
}
