import type { Edge } from './check.ts';
import {
  add,
  type Carrier,
  isWork,
  type JobConfig,
  type JobState,
  lane,
  someoneLives,
  watchdog,
} from './job-state.ts';

type Next = Edge<JobState>;

const canLook = ({ ended, away }: JobState) => !ended && away !== 'functions' && away !== 'database';

/** Retry as it was: messages for every press. */
function blindRetry(state: JobState, lanes: number): Next[] {
  if (state.presses === 0 || !canLook(state) || state.away === 'queue') return [];
  const more = [...Array.from({ length: lanes }, () => lane()), watchdog(state.watch + 1)];
  const to = add({ ...state, presses: state.presses - 1 }, ...more);
  return [{ label: 'retry is pressed', to, by: 'client' }];
}

function reserve(state: JobState): Next[] {
  if (!canLook(state)) return [];
  const reserved = { ...state, overdue: false, reviver: 'reserved' as const };
  const edges: Next[] = [];
  if (state.overdue) edges.push({ label: 'a look reserves a revival', to: reserved, by: 'sweeper' });
  if (state.presses === 0) return edges;
  const pressed = { ...(state.overdue ? reserved : state), presses: state.presses - 1 };
  return [...edges, { label: 'retry is pressed', to: pressed, by: 'client' }];
}

/** Who looks at an unfinished job, or presses retry, revives it where it needs that. */
export function revival(state: JobState, config: JobConfig): Next[] {
  if (!config.rules.reserves) return blindRetry(state, config.lanes);
  if (state.reviver === 'none') return reserve(state);
  const goesOn = state.reviver === 'reserved' ? revive(state, config) : note(state, config);
  const killed: Next = { label: 'a revival is killed', to: { ...state, reviver: 'none' }, fault: true };
  return config.kills ? [goesOn, killed] : [goesOn];
}

function revive(state: JobState, { lanes }: JobConfig): Next {
  const failed: JobState = { ...state, reviver: 'none' };
  if (state.away === 'queue' || state.away === 'functions')
    return { label: 'a revival cannot publish', to: failed };
  const wanted = isWork(state) && !someoneLives(state) ? lanes : 0;
  const more = Array.from({ length: wanted }, () => lane('ahead'));
  const to = add({ ...state, reviver: 'published' }, ...more, watchdog(state.watch + 1));
  return { label: `a revival publishes ${wanted} lanes and a watchdog`, to };
}

function note(state: JobState, { rules }: JobConfig): Next {
  const reviver = 'none' as const;
  if (state.away === 'database' || state.away === 'functions')
    return { label: 'a revival cannot note it', to: { ...state, reviver } };
  const sent = state.carriers.some(({ wave }) => wave === 'ahead');
  const carriers = state.carriers.flatMap((each): Carrier[] => {
    if (each.kind === 'watch' || !sent) return [each];
    if (each.wave === 'ahead') return [{ ...each, wave: 'now' }];
    if (!rules.waves) return [each];
    return each.phase === 'works' ? [{ ...each, wave: 'old' }] : [];
  });
  const to: JobState = { ...state, reviver, carriers, watch: state.watch + 1, overdue: false };
  return { label: 'a revival is noted in the row', to };
}
