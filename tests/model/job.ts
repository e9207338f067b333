import type { Edge, Protocol } from './check.ts';
import { revival } from './job-revival.ts';
import {
  add,
  again,
  type Carrier,
  DELIVERIES,
  drop,
  isWork,
  type JobConfig,
  type JobRules,
  type JobState,
  keyOf,
  lane,
  normal,
  put,
  someoneLives,
  watchdog,
} from './job-state.ts';

type Next = Edge<JobState>;

/** One, its successor, and what faults leave behind. */
const MOST_WATCHDOGS = 4;

const unreachable = ({ away }: JobState) => away === 'functions' || away === 'deliveries';

/** Claims a step, or acknowledges where none can be claimed. */
function claim(state: JobState, at: number): JobState {
  const carrier = state.carriers[at];
  if (!carrier) return state;
  if (state.ended || carrier.wave === 'old') return drop(state, at);
  const free = ({ status, leaseEnded }: JobState['steps'][number]) =>
    status === 'pending' || (status === 'running' && leaseEnded);
  const step = state.steps.findIndex(free);
  if (step < 0) {
    const held = state.steps.some(
      ({ status }, i) =>
        status === 'running' && !state.carriers.some((each) => each.step === i && each.valid),
    );
    // A lease without its function may be this line's own: it comes again when that ends, at no cost.
    return held ? put(state, at, { ...carrier, phase: 'backoff', step: -1, valid: false }) : drop(state, at);
  }
  const steps = state.steps.map((each, i) =>
    i === step ? { ...each, status: 'running' as const, leaseEnded: false } : each,
  );
  const carriers = state.carriers.map((each) => (each.step === step ? { ...each, valid: false } : each));
  return put({ ...state, steps, carriers }, at, { ...carrier, phase: 'works', step, valid: true });
}

function commit(state: JobState, at: number, carrier: Carrier, rules: JobRules): JobState {
  if (state.ended || (rules.fenced && !carrier.valid)) return state;
  const steps = state.steps.map((step, i) =>
    i === carrier.step ? { status: 'done' as const, leaseEnded: false, effects: step.effects + 1 } : step,
  );
  return {
    ...put(state, at, { ...carrier, step: -1, valid: false }),
    steps,
    ended: steps.every(({ status }) => status === 'done'),
  };
}

function laneBegins(state: JobState, at: number, carrier: Carrier): Next {
  if (unreachable(state) || state.away === 'database') {
    return { label: 'a lane fails: 503', to: again(state, at) };
  }
  if (!carrier.callback) return { label: 'a lane begins', to: claim(state, at) };
  if (state.ended || carrier.wave === 'old') {
    return { label: 'a callback finds nothing to do', to: drop(state, at) };
  }
  if (state.away === 'queue') return { label: 'a callback cannot publish', to: again(state, at) };
  return { label: 'a callback replaces its lane', to: put(state, at, lane(carrier.wave)) };
}

function laneGoesOn(state: JobState, at: number, carrier: Carrier, rules: JobRules): Next[] {
  if (state.away === 'database' || state.away === 'functions') {
    return [{ label: 'a slice cannot commit', to: again(state, at) }];
  }
  const after = commit(state, at, carrier, rules);
  const commits: Next = { label: `a slice commits step ${carrier.step}`, to: claim(after, at) };
  if (after.ended || !isWork(after)) return [commits];
  const to = state.away === 'queue' ? again(after, at) : put(after, at, lane(carrier.wave));
  return [commits, { label: 'a slice commits and hands over', to }];
}

function sliceFaults(state: JobState, at: number, carrier: Carrier): Next[] {
  const edges: Next[] = [{ label: 'a slice is killed', to: again(state, at), fault: true }];
  if (!carrier.valid) return edges;
  const steps = state.steps.map((step, i) => (i === carrier.step ? { ...step, leaseEnded: true } : step));
  return [...edges, { label: 'a slice stalls past its lease', to: { ...state, steps }, fault: true }];
}

function laneEdges(state: JobState, at: number, carrier: Carrier, { rules, kills }: JobConfig): Next[] {
  if (carrier.phase === 'ready') return [laneBegins(state, at, carrier)];
  if (carrier.phase !== 'works') return [];
  return [...laneGoesOn(state, at, carrier, rules), ...(kills ? sliceFaults(state, at, carrier) : [])];
}

/** Publishes the successor, unless it is known by its id. */
function arm(state: JobState, at: number, carrier: Carrier, rules: JobRules): JobState {
  const armed = put(state, at, { ...carrier, phase: 'armed', armed: true });
  if (!rules.generation) return carrier.armed ? armed : add(armed, watchdog(0));
  if (state.published >= carrier.gen + 1) return armed;
  return { ...add(armed, watchdog(carrier.gen + 1)), published: carrier.gen + 1 };
}

function watchBegins(state: JobState, at: number, carrier: Carrier, rules: JobRules): Next {
  if (unreachable(state)) return { label: 'a watchdog cannot be delivered', to: again(state, at) };
  const blind = state.away === 'database';
  if (blind && rules.asksFirst) return { label: 'a watchdog cannot read', to: again(state, at) };
  if (!blind && state.ended) return { label: 'a watchdog finds the end', to: drop(state, at) };
  if (state.away === 'queue') return { label: 'a watchdog cannot publish', to: again(state, at) };
  if (carrier.callback && !rules.generation) {
    return { label: "a watchdog's callback arms one of its own", to: put(state, at, watchdog(0)) };
  }
  if (rules.generation && state.watch > carrier.gen)
    return { label: 'a watchdog is of an old generation', to: drop(state, at) };
  return { label: 'a watchdog arms the next', to: arm(state, at, carrier, rules) };
}

function watchLooks(state: JobState, at: number, carrier: Carrier, rules: JobRules): Next {
  if (unreachable(state) || state.away === 'database')
    return { label: 'a watchdog cannot look', to: again(state, at) };
  const watch = Math.max(state.watch, rules.generation ? carrier.gen + 1 : 0);
  const seen = { ...state, watch, overdue: false };
  if (state.ended || !isWork(state)) return { label: 'a watchdog looks', to: drop(seen, at) };
  if (rules.countsAlive && someoneLives(state))
    return { label: 'a watchdog sees a line alive', to: drop(seen, at) };
  if (state.away === 'queue') return { label: 'a watchdog cannot send a lane', to: again(seen, at) };
  return { label: 'a watchdog sends a lane', to: add(drop(seen, at), lane()) };
}

function watchEdges(state: JobState, at: number, carrier: Carrier, { rules, kills }: JobConfig): Next[] {
  if (carrier.phase === 'ready') return [watchBegins(state, at, carrier, rules)];
  if (carrier.phase !== 'armed') return [];
  const killed: Next = {
    label: 'a watchdog is killed between arming and looking',
    to: again(state, at),
    fault: true,
  };
  return [watchLooks(state, at, carrier, rules), ...(kills ? [killed] : [])];
}

/** Time passes, which it does only when all that is quick has been done. */
function time(state: JobState, { rules }: JobConfig): Next[] {
  const quick =
    state.carriers.some(({ phase }) => phase === 'ready' || phase === 'armed') || state.reviver !== 'none';
  if (quick) return [];
  const edges = state.steps.flatMap((step, i): Next[] => {
    const held = state.carriers.some((each) => each.step === i && each.valid);
    if (step.status !== 'running' || step.leaseEnded || held) return [];
    const steps = state.steps.map((each, at) => (at === i ? { ...each, leaseEnded: true } : each));
    return [{ label: `the lease of step ${i} ends`, to: { ...state, steps } }];
  });
  for (const [at, carrier] of state.carriers.entries()) {
    const { phase, burnt } = carrier;
    const outlasts = state.away !== null && rules.growing && burnt >= 2 * DELIVERIES - 1;
    if ((phase !== 'delayed' && phase !== 'backoff') || outlasts) continue;
    edges.push({ label: `a ${carrier.kind} is due`, to: put(state, at, { ...carrier, phase: 'ready' }) });
  }
  const armed = state.carriers.some(
    ({ kind, phase, gen }) => kind === 'watch' && phase === 'delayed' && gen >= state.watch,
  );
  if (!armed && !state.overdue)
    edges.push({ label: "the watchdog's time passes", to: { ...state, overdue: true } });
  return edges;
}

function weather(state: JobState, { away }: JobConfig): Next[] {
  if (state.away === null) {
    return away.map((each) => ({
      label: `${each}: away for a stretch`,
      to: { ...state, away: each },
      fault: true,
    }));
  }
  const carriers = state.carriers.map((each) => ({ ...each, burnt: 0 }));
  return [{ label: `${state.away}: back`, to: { ...state, away: null, carriers } }];
}

/** Chains of watchdogs: a generation whose next one is under way already is the same chain as that one. */
function chains(state: JobState, rules: JobRules): number {
  const watchdogs = state.carriers.filter(({ kind }) => kind === 'watch');
  if (!rules.generation) return watchdogs.filter(({ armed }) => !armed).length;
  const gens = new Set(watchdogs.map(({ gen }) => gen).filter((gen) => gen >= state.watch));
  return [...gens].filter((gen) => !gens.has(gen + 1)).length;
}

function unsafe(state: JobState, { rules, mostLanes }: JobConfig): string | null {
  if (state.steps.some(({ effects }) => effects > 1)) return 'an effect happened twice';
  if (state.ended) return null;
  if (chains(state, rules) > 1) return 'two chains of watchdogs';
  if (state.carriers.filter(({ kind }) => kind === 'watch').length > MOST_WATCHDOGS)
    return 'watchdogs without end';
  const lanes = state.carriers.filter(({ kind, wave }) => kind === 'lane' && wave !== 'old').length;
  return lanes > mostLanes ? `more than ${mostLanes} lanes` : null;
}

/** A job from its creation to its end, with everything that carries it and the weather. */
export function jobProtocol(config: JobConfig): Protocol<JobState> {
  const initial: JobState = {
    ended: false,
    steps: Array.from({ length: config.steps }, () => ({
      status: 'pending' as const,
      leaseEnded: false,
      effects: 0,
    })),
    carriers: [...Array.from({ length: config.lanes }, () => lane()), watchdog(0)],
    watch: 0,
    overdue: false,
    published: 0,
    reviver: 'none',
    presses: config.presses,
    away: null,
    lost: false,
  };
  return {
    initial,
    next: (state) => {
      if (state.ended) return [];
      const edges = [...weather(state, config), ...time(state, config), ...revival(state, config)];
      for (const [at, carrier] of state.carriers.entries()) {
        edges.push(...(carrier.kind === 'lane' ? laneEdges : watchEdges)(state, at, carrier, config));
      }
      return edges.map((edge) => ({ ...edge, to: normal(edge.to, config.rules) }));
    },
    key: keyOf,
    goal: ({ ended }) => ended,
    unsafe: (state) => unsafe(state, config),
  };
}
