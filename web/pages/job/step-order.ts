import type { StepJson } from '../../../lib/http/jobs/json-shapes.ts';

const RANK: Readonly<Record<StepJson['status'], number>> = {
  failed: 0,
  running: 1,
  pending: 2,
  done: 3,
  skipped: 4,
};

const WORDS: Readonly<Record<StepJson['status'], string>> = {
  failed: 'failed',
  running: 'runs',
  pending: 'waits',
  done: 'done',
  skipped: 'not run',
};

export const stepWord = (status: StepJson['status']): string => WORDS[status];

/** Failures first, then what moves, each in its own order; only those of a state and whose key has the text. */
export function shownSteps(
  steps: readonly StepJson[],
  { status, text }: { status: string | null; text: string },
): StepJson[] {
  const sought = text.toLowerCase();
  return steps
    .filter((step) => (status === null || step.status === status) && step.key.toLowerCase().includes(sought))
    .sort((a, b) => RANK[a.status] - RANK[b.status]);
}

/** How many steps there are of each state, for the filter. */
export function countsOf(steps: readonly StepJson[]): [StepJson['status'], number][] {
  const by = Map.groupBy(steps, ({ status }) => status);
  return [...by]
    .map(([status, of]) => [status, of.length] as [StepJson['status'], number])
    .sort((a, b) => RANK[a[0]] - RANK[b[0]]);
}

/** Time between the tries of a step, in ms: from the end of one to the begin of the next. */
export function waitedMs({ tries = [] }: Pick<StepJson, 'tries'>): number {
  return tries.slice(1).reduce((sum, { started_at }, i) => {
    const before = tries[i]?.ended_at ?? null;
    if (before === null || started_at === null) return sum;
    return sum + Math.max(0, Date.parse(started_at) - Date.parse(before));
  }, 0);
}

/** Steps that were done more than once: none, unless a promise is broken. */
export const doubled = (steps: readonly Pick<StepJson, 'tries'>[]): number =>
  steps.filter(({ tries = [] }) => {
    const epochs = tries.filter(({ outcome }) => outcome === 'done').map(({ epoch }) => epoch);
    return new Set(epochs).size < epochs.length;
  }).length;
