import type { Edge, Protocol } from './check.ts';

type CreateAction = 'put' | 'publish' | 'insert';
/** `retire`: in one transaction, look again and begin the next version. `later`: publish one more sweep. */
type EmptyAction = 'remove' | 'look' | 'later' | 'retire';
type Dependency = 'queue' | 'database' | 'functions';

/** When the sweeper's schedule is made and removed. A schedule's id has the version that it was put for. */
export interface SweeperRules {
  /** The order in which a creation does its parts, after it has read the version. */
  create: readonly CreateAction[];
  /** What a sweep does after it found nothing unfinished. */
  empty: readonly EmptyAction[];
  /** A sweep that finds something puts the schedule, in case another sweep has removed it. */
  putWhenFound: boolean;
  /** An insertion is refused when the version is not the one that was read. */
  checksVersion: boolean;
}

interface Creator {
  at: number;
  version: number;
  /** Was under way when a sweep last published a later one or removed. */
  old: boolean;
}

interface Sweep {
  /** Waits for its delivery, looks, or does what comes after an empty look. */
  pc: 'waits' | 'looks' | number;
  version: number;
  left: number;
  late: boolean;
  callback: boolean;
  /** The queue has given up on this delivery, but its function goes on, however slowly. */
  zombie: boolean;
}

export interface SweeperState {
  version: number;
  /** The versions whose schedules exist. */
  schedules: number[];
  /** Unfinished jobs whose own messages are lost: only the schedule's sweeps help them. */
  jobs: number;
  created: number;
  creators: Creator[];
  sweeps: Sweep[];
  away: Dependency | null;
}

type Next = Edge<SweeperState>;

const DELIVERIES = 2;
const CREATIONS = 1;
const SWEEPS = 2;

const drop = <T>(items: readonly T[], at: number): T[] => items.filter((_, i) => i !== at);
const swap = <T>(items: readonly T[], at: number, item: T): T[] =>
  items.map((each, i) => (i === at ? item : each));
const aged = (creators: Creator[]): Creator[] => creators.map((creator) => ({ ...creator, old: true }));
const put = (schedules: number[], version: number): number[] =>
  [...new Set([...schedules, version])].sort((a, b) => a - b);
const waiting = (version: number, late: boolean): Sweep => ({
  pc: 'waits',
  version,
  left: DELIVERIES,
  late,
  callback: false,
  zombie: false,
});

function creation(rules: SweeperRules, state: SweeperState, at: number, creator: Creator): Next[] {
  const action = rules.create[creator.at];
  const gone = { ...state, creators: drop(state.creators, at) };
  const dies: Next = { label: 'a creation is killed', to: gone, fault: true };
  if (action === undefined) return [{ label: 'a creation answers', to: gone }];
  const on = { ...state, creators: swap(state.creators, at, { ...creator, at: creator.at + 1 }) };
  if (state.away === (action === 'insert' ? 'database' : 'queue')) {
    return [dies, { label: `a creation cannot ${action}: 503`, to: gone }];
  }
  if (action === 'publish') return [dies, { label: 'a creation publishes its messages', to: on }];
  if (action === 'put') {
    const schedules = put(state.schedules, creator.version);
    return [dies, { label: 'a creation puts the schedule', to: { ...on, schedules } }];
  }
  if (rules.checksVersion && creator.version !== state.version) {
    return [dies, { label: 'an insertion is refused by the version; to be sent again', to: gone }];
  }
  return [dies, { label: 'a creation inserts its job', to: { ...on, jobs: state.jobs + 1 } }];
}

/** The delivery failed: it comes again, or its failure callback does, or it is lost. */
function again(state: SweeperState, at: number, sweep: Sweep): SweeperState {
  if (sweep.zombie) return { ...state, sweeps: drop(state.sweeps, at) };
  const waits = { ...sweep, pc: 'waits' as const };
  if (sweep.left > 1) return { ...state, sweeps: swap(state.sweeps, at, { ...waits, left: sweep.left - 1 }) };
  if (sweep.callback) return { ...state, sweeps: drop(state.sweeps, at) };
  return { ...state, sweeps: swap(state.sweeps, at, { ...waits, left: DELIVERIES, callback: true }) };
}

/** Something is under way that a late sweep must see the end of; that much its delay ensures. */
const tooEarly = ({ creators, sweeps }: SweeperState) =>
  creators.some(({ old }) => old) || sweeps.some(({ pc, zombie }) => !zombie && typeof pc === 'number');

function begin(state: SweeperState, at: number, sweep: Sweep): Next[] {
  if (sweep.late && tooEarly(state)) return [];
  if (state.away === 'functions')
    return [{ label: 'a sweep cannot be delivered', to: again(state, at, sweep) }];
  const to = { ...state, sweeps: swap(state.sweeps, at, { ...sweep, pc: 'looks' as const }) };
  return [{ label: `${sweep.late ? 'the late' : 'a'} sweep begins`, to }];
}

function look(rules: SweeperRules, state: SweeperState, at: number, sweep: Sweep, next: number): Next {
  if (state.away === 'database') return { label: 'a sweep cannot look', to: again(state, at, sweep) };
  if (state.jobs === 0) {
    const sweeps = swap(state.sweeps, at, { ...sweep, pc: next });
    return { label: 'a sweep finds nothing unfinished', to: { ...state, sweeps } };
  }
  const puts = rules.putWhenFound;
  if (puts && state.away === 'queue') return { label: 'a sweep cannot put', to: again(state, at, sweep) };
  const schedules = puts ? put(state.schedules, sweep.version) : state.schedules;
  const to = { ...state, schedules, sweeps: drop(state.sweeps, at) };
  return { label: `a sweep finds a job${puts ? ' and puts the schedule' : ''}`, to };
}

function retire(rules: SweeperRules, state: SweeperState, at: number, sweep: Sweep, next: number): Next {
  if (state.version !== sweep.version) {
    const sweeps = swap(state.sweeps, at, { ...sweep, pc: next });
    return { label: 'a sweep finds its version retired', to: { ...state, sweeps } };
  }
  const seen = look(rules, state, at, sweep, next);
  const retires = state.away !== 'database' && state.jobs === 0;
  return retires
    ? { label: 'a sweep retires the version', to: { ...seen.to, version: state.version + 1 } }
    : seen;
}

/** What a sweep does when its `pc`-th action after an empty look is due. A late one does nothing more. */
function emptied(rules: SweeperRules, state: SweeperState, at: number, sweep: Sweep, pc: number): Next {
  const action = sweep.late ? undefined : rules.empty[pc];
  const on = { ...state, sweeps: swap(state.sweeps, at, { ...sweep, pc: pc + 1 }) };
  if (action === undefined)
    return { label: 'a sweep ends', to: { ...state, sweeps: drop(state.sweeps, at) } };
  if (action === 'look') return look(rules, state, at, sweep, pc + 1);
  if (action === 'retire') return retire(rules, state, at, sweep, pc + 1);
  if (state.away === 'queue') return { label: `a sweep cannot ${action}`, to: again(state, at, sweep) };
  const creators = aged(state.creators);
  if (action === 'remove') {
    const schedules = state.schedules.filter((version) => version !== sweep.version);
    return { label: 'a sweep removes the schedule', to: { ...on, schedules, creators } };
  }
  const known = state.sweeps.some(({ late, pc: where }) => late && where === 'waits');
  const sweeps = known ? on.sweeps : [...on.sweeps, waiting(sweep.version, true)];
  return { label: 'a sweep publishes a late one', to: { ...on, sweeps, creators } };
}

function sweeping(rules: SweeperRules, state: SweeperState, at: number, sweep: Sweep): Next[] {
  if (sweep.pc === 'waits') return begin(state, at, sweep);
  const killed = again(state, at, sweep);
  const edges: Next[] = [{ label: 'a sweep is killed', to: killed, fault: true }];
  if (!sweep.zombie && state.sweeps.length <= SWEEPS) {
    const to = { ...killed, sweeps: [...killed.sweeps, { ...sweep, zombie: true }] };
    edges.push({ label: 'a sweep is frozen, the queue gives up on it', to, fault: true });
  }
  const { pc } = sweep;
  return [...edges, pc === 'looks' ? look(rules, state, at, sweep, 0) : emptied(rules, state, at, sweep, pc)];
}

function surroundings(state: SweeperState): Next[] {
  const { away, schedules, sweeps, jobs, creators, version } = state;
  const edges: Next[] = (['queue', 'database', 'functions'] as const).map((each) =>
    away
      ? { label: `${away}: back`, to: { ...state, away: null } }
      : { label: `${each}: away for a stretch`, to: { ...state, away: each }, fault: true },
  );
  if (state.created < CREATIONS && (away === null || away === 'queue')) {
    const creator = { at: 0, version, old: false };
    const to = { ...state, created: state.created + 1, creators: [...creators, creator] };
    edges.push({ label: 'a creation begins', to, by: 'client' });
  }
  if (sweeps.length >= SWEEPS) return edges;
  for (const each of schedules) {
    const to = { ...state, sweeps: [...sweeps, waiting(each, false)] };
    edges.push({ label: 'the schedule fires', to });
  }
  if (schedules.length > 0 && jobs > 0 && !away) {
    edges.push({ label: 'a sweep revives a job, and it ends', to: { ...state, jobs: jobs - 1 } });
  }
  return edges;
}

/** The life of the sweeper's schedule: whether it can be gone while a job needs it, and whether it goes. */
export function sweeperProtocol(rules: SweeperRules): Protocol<SweeperState> {
  return {
    initial: { version: 0, schedules: [0], jobs: 0, created: 0, creators: [], sweeps: [], away: null },
    next: (state) => [
      ...surroundings(state),
      ...state.creators.flatMap((creator, at) => creation(rules, state, at, creator)),
      ...state.sweeps.flatMap((sweep, at) => sweeping(rules, state, at, sweep)),
    ],
    key: ({ creators, sweeps, ...rest }) =>
      JSON.stringify([
        Object.values(rest),
        creators.map((creator) => Object.values(creator).join()).sort(),
        sweeps
          .map(({ pc, version, left, late, callback, zombie }) =>
            [pc, version, left, late, callback, zombie].join(),
          )
          .sort(),
      ]),
    goal: ({ creators, sweeps, jobs, schedules }) =>
      creators.length === 0 && sweeps.length === 0 && jobs === 0 && schedules.length === 0,
    unsafe: () => null,
  };
}
