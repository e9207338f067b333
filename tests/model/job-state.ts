export type Dependency = 'queue' | 'database' | 'functions' | 'deliveries';

/** What the protocol's rules are; the new ones are all true. */
export interface JobRules {
  /** The chain is bounded by a generation in the row; a watchdog's callback is handled as the watchdog is. */
  generation: boolean;
  /** A watchdog that cannot reach the database arms nothing. */
  asksFirst: boolean;
  /** Delays grow, so that a short stretch cannot spend every delivery; constant ones are always spent. */
  growing: boolean;
  /** A retry of an unfinished job is a revival: reserved in the row, at most one at a time. */
  reserves: boolean;
  /** The watchdog sends a lane only where no line lives. */
  countsAlive: boolean;
  /** Lanes that were sent before the last revival end instead of working. */
  waves: boolean;
  /** An outcome is committed only under the token of its claim. */
  fenced: boolean;
}

export interface JobConfig {
  rules: JobRules;
  lanes: number;
  steps: number;
  /** How often a client presses retry. */
  presses: number;
  /** Which dependencies can be away for a stretch; each stretch is one fault. */
  away: readonly Dependency[];
  /** Whether functions can be killed and stall past their leases. */
  kills: boolean;
  /** Most lanes in the queue or at work at once. */
  mostLanes: number;
}

export interface Step {
  status: 'pending' | 'running' | 'done';
  leaseEnded: boolean;
  effects: number;
}

/** A message, or its failure callback, and the function that handles it. */
export interface Carrier {
  kind: 'lane' | 'watch';
  callback: boolean;
  /** Deliveries left. */
  left: number;
  /** Deliveries spent in this stretch. */
  burnt: number;
  phase: 'delayed' | 'ready' | 'backoff' | 'works' | 'armed';
  /** A watchdog's generation; the old rules have none. */
  gen: number;
  /** A watchdog that has published its successor. */
  armed: boolean;
  /** The step that a lane works on, and whether its token is still the step's. */
  step: number;
  valid: boolean;
  /** A lane of a revival that has not been noted in the row yet; one from before the last revival. */
  wave: 'now' | 'ahead' | 'old';
}

export interface JobState {
  ended: boolean;
  steps: Step[];
  carriers: Carrier[];
  /** The row: the generation, and whether its time has passed. */
  watch: number;
  overdue: boolean;
  /** Highest generation that was published under its own deduplication id. */
  published: number;
  reviver: 'none' | 'reserved' | 'published';
  presses: number;
  away: Dependency | null;
  /** A message and its failure callback were exhausted. */
  lost: boolean;
}

export const DELIVERIES = 2;

export const lane = (wave: Carrier['wave'] = 'now'): Carrier => ({
  kind: 'lane',
  callback: false,
  left: DELIVERIES,
  burnt: 0,
  phase: 'ready',
  gen: 0,
  armed: false,
  step: -1,
  valid: false,
  wave,
});

export const watchdog = (gen: number): Carrier => ({ ...lane(), kind: 'watch', phase: 'delayed', gen });

export const put = (state: JobState, at: number, carrier: Carrier): JobState => ({
  ...state,
  carriers: state.carriers.map((each, i) => (i === at ? carrier : each)),
});

export const drop = (state: JobState, at: number): JobState => ({
  ...state,
  carriers: state.carriers.filter((_, i) => i !== at),
});

export const add = (state: JobState, ...more: Carrier[]): JobState => ({
  ...state,
  carriers: [...state.carriers, ...more],
});

/** The delivery failed: it comes again, or its failure callback does, or it is lost. */
export function again(state: JobState, at: number): JobState {
  const carrier = state.carriers[at];
  if (!carrier) return state;
  const burnt = state.away ? carrier.burnt + 1 : 0;
  const waits: Carrier = { ...carrier, phase: 'backoff', burnt, step: -1, valid: false };
  if (carrier.left > 1) return put(state, at, { ...waits, left: carrier.left - 1 });
  if (carrier.callback) return { ...drop(state, at), lost: true };
  return put(state, at, { ...waits, left: DELIVERIES, callback: true });
}

export const isWork = ({ steps }: JobState): boolean =>
  steps.some(({ status, leaseEnded }) => status === 'pending' || (status === 'running' && leaseEnded));

export const someoneLives = ({ carriers }: JobState): boolean =>
  carriers.some(({ kind, phase }) => kind === 'lane' && phase === 'works');

/** What the next revival or handling decides about is the same for all generations that are over. */
export function normal(state: JobState, rules: JobRules): JobState {
  if (!rules.generation) return state;
  const carriers = state.carriers.filter(
    ({ kind, gen, phase }) => kind === 'lane' || phase === 'armed' || gen >= state.watch,
  );
  const by = (gen: number) => Math.max(-1, gen - state.watch);
  return {
    ...state,
    watch: 0,
    published: by(state.published),
    carriers: carriers.map((each) => (each.kind === 'watch' ? { ...each, gen: by(each.gen) } : each)),
  };
}

export function keyOf(state: JobState): string {
  const { steps, carriers, ...rest } = state;
  const ofStep = steps.map(({ status, leaseEnded, effects }) => `${status}${leaseEnded ? 1 : 0}${effects}`);
  const ofCarrier = carriers.map((carrier) => Object.values(carrier).join());
  return JSON.stringify([Object.values(rest), ofStep, ofCarrier.sort()]);
}
